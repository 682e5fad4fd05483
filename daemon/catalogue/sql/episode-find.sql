-- Gives an episode, of whichever item, and the item's name. Inputs: id.
SELECT e.season, e.number, e.title, e.extension, i.name
FROM {kind}_episodes AS e
JOIN {kind} AS i ON i.row = e.row
WHERE e.id = ?1
LIMIT 1;

-- Gives an episode, of whichever item, and the item's name.
SELECT e.season, e.number, e.title, e.extension, i.name AS series
FROM {kind}_episodes AS e
JOIN {kind} AS i ON i.row = e.row
WHERE e.id = :id
LIMIT 1;

-- Gives an item's episodes. Inputs: row.
SELECT id, season, number, title, duration, plot, extension, icon, added FROM {kind}_episodes
WHERE row = ?1
ORDER BY place;

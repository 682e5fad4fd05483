-- Gives an item's episodes.
SELECT id, season, number, title, duration, plot, extension, icon, added FROM {kind}_episodes
WHERE row = :row
ORDER BY place;

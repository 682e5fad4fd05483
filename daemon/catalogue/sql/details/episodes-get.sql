-- Gives an item's episodes.
SELECT id, season, number, title, duration, plot, extension, icon, added FROM episodes
WHERE kind = :kind AND item = :item
ORDER BY place;

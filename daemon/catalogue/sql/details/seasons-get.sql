-- Gives an item's seasons.
SELECT number, name, episodes, cover, air_date, overview FROM seasons
WHERE kind = :kind AND item = :item
ORDER BY number;

-- Gives an item's seasons.
SELECT number, name, episodes, cover, air_date, overview FROM {kind}_seasons
WHERE row = :row
ORDER BY number;

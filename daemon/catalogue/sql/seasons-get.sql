-- Gives an item's seasons. Inputs: row.
SELECT number, name, episodes, cover, air_date, overview FROM {kind}_seasons
WHERE row = ?1
ORDER BY number;

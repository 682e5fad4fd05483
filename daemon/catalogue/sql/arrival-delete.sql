-- Takes an item out of a category that it arrived in. Inputs: row, category.
DELETE FROM temp.arrivals WHERE row = ?1 AND category = ?2;

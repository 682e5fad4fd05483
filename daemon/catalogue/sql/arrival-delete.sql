-- Takes an item out of a category that it arrived in.
DELETE FROM temp.arrivals WHERE row = :row AND category = :category;

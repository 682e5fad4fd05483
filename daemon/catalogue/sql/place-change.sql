-- Notes that an item comes to a place, or leaves it.
INSERT INTO temp.place_changes (sort, category, key, row, merit, comes)
VALUES (:sort, :category, :key, :row, :merit, :comes);

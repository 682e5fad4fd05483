-- Notes that an item comes to a place, or leaves it. Inputs: sort, category, key, row, merit, whether it
-- comes.
INSERT INTO temp.place_changes (sort, category, key, row, merit, comes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

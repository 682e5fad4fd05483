-- Inputs: sort, category, key, row, merit.
INSERT INTO {kind}_places (sort, category, key, row, merit) VALUES (?1, ?2, ?3, ?4, ?5);

-- Inputs: sort, category, key, row.
INSERT INTO {kind}_places (sort, category, key, row) VALUES (?1, ?2, ?3, ?4);

-- Inputs: category, rank, row.
INSERT INTO {kind}_members (category, rank, row) VALUES (?1, ?2, ?3);

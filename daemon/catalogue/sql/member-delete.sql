-- Inputs: category, rank, row.
DELETE FROM {kind}_members WHERE category = ?1 AND rank = ?2 AND row = ?3;

-- Inputs: row, fingerprint, hash, id, rank, categories.
INSERT INTO {kind}_keys (row, fingerprint, hash, id, rank, categories)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

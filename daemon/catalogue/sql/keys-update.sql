-- Inputs: row, fingerprint, hash, (unused), rank, categories.
UPDATE {kind}_keys SET fingerprint = ?2, hash = ?3, rank = ?5, categories = ?6 WHERE row = ?1;

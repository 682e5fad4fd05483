-- Inputs: row, fingerprint.
UPDATE {kind}_keys SET fingerprint = ?2 WHERE row = ?1;

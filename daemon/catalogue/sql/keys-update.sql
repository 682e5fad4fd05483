-- Inputs: as keys-insert.sql.
UPDATE {kind}_keys SET
  fingerprint = ?2, hash = ?3, id = ?4, position = ?5, rating = ?6, year = ?7, time = ?8, adult = ?9,
  radio = ?10, categories = ?11
WHERE row = ?1;

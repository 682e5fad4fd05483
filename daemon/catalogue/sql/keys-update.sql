-- Inputs: as keys-insert.sql.
UPDATE {kind}_keys SET
  fingerprint = ?2, hash = ?3, id = ?4, position = ?5, rating = ?6, year = ?7, time = ?8, adult = ?9,
  in_adult = ?10, radio = ?11, categories = ?12
WHERE row = ?1;

-- Inputs: row, fingerprint, hash, id, position, rating, year, time, adult, in_adult, radio, categories.
INSERT INTO {kind}_keys (
  row, fingerprint, hash, id, position, rating, year, time, adult, in_adult, radio, categories
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- Rewrites an item. Inputs: as item-insert.sql.
UPDATE {kind} SET
  name = ?2, position = ?3, icon = ?4, year = ?5, rating = ?6, genre = ?7, plot = ?8, "cast" = ?9,
  director = ?10, release_date = ?11, added = ?12, modified = ?13, duration = ?14, extension = ?15,
  epg_id = ?16, archive_days = ?17, adult = ?18, trailer = ?19, tmdb_id = ?20,
  channel_number = ?21, radio = ?22
WHERE row = ?1;

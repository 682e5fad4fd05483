-- Adds an item at the end. Inputs: row, then the columns in their order.
INSERT INTO {kind} (
  row, name, position, icon, year, rating, genre, plot, "cast", director, release_date, added,
  modified, duration, extension, epg_id, archive_days, adult, trailer, tmdb_id,
  channel_number, radio
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
  ?21, ?22);

-- Stores what is known of an item beyond its list, in place of what was. Inputs: row, then the columns
-- in their order.
INSERT OR REPLACE INTO {kind}_details (
  row, fetched, icon, year, rating, genre, plot, "cast", director, release_date, duration, extension,
  trailer, tmdb_id, version, name, asked, asked_version
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);

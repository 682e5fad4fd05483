-- Stores what is known of an item beyond its list, in place of what was.
INSERT OR REPLACE INTO {kind}_details (
  row, fetched, icon, year, rating, genre, plot, "cast", director, release_date, duration, extension,
  trailer, tmdb_id, version, name, asked, asked_version
) VALUES (
  :row, :fetched, :icon, :year, :rating, :genre, :plot, :cast, :director, :release_date, :duration,
  :extension, :trailer, :tmdb_id, :version, :name, :asked, :asked_version
);

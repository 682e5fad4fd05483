-- Adds an item at the end.
INSERT INTO {kind} (
  row, name, position, icon, year, rating, genre, plot, "cast", director, release_date, added,
  modified, duration, extension, epg_id, archive_days, adult, trailer, tmdb_id,
  channel_number, radio
) VALUES (
  :row, :name, :position, :icon, :year, :rating, :genre, :plot, :cast, :director, :release_date,
  :added, :modified, :duration, :extension, :epg_id, :archive_days, :adult, :trailer, :tmdb_id,
  :channel_number, :radio
);

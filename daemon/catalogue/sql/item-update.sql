-- Rewrites an item.
UPDATE {kind} SET
  name = :name, position = :position, icon = :icon, year = :year, rating = :rating, genre = :genre,
  plot = :plot, "cast" = :cast, director = :director, release_date = :release_date, added = :added,
  modified = :modified, duration = :duration, extension = :extension, epg_id = :epg_id,
  archive_days = :archive_days, adult = :adult, trailer = :trailer, tmdb_id = :tmdb_id,
  channel_number = :channel_number, radio = :radio
WHERE row = :row;

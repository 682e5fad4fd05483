-- Gives an item, in the columns of item-get.sql.
SELECT
  k.row, k.id, k.hash, k.categories,
  i.name, i.position, i.icon, i.year, i.rating, i.genre, i.plot, i."cast", i.director,
  i.release_date, i.added, i.modified, i.duration, i.extension, i.epg_id, i.archive_days,
  CASE k.in_adult WHEN 1 THEN 1 ELSE i.adult END AS adult, i.trailer, i.tmdb_id, i.channel_number, i.radio
FROM {kind}_keys AS k
JOIN {kind} AS i ON i.row = k.row
WHERE k.row = :row;

-- Gives what is known of an item beyond its list.
SELECT
  d.row, d.fetched, d.icon, d.year, d.rating, d.genre, d.plot, d."cast", d.director, d.release_date,
  d.duration, d.extension, d.trailer, d.tmdb_id, d.version, d.name, d.asked, d.asked_version
FROM {kind}_keys AS k
JOIN {kind}_details AS d ON d.row = k.row
WHERE k.id = :id;

-- Moves a piece of the details of version 5. What is there already is not older.
INSERT INTO beside.details (
  kind, item, fetched, icon, year, rating, genre, plot, "cast", director, release_date, duration,
  extension, trailer, tmdb_id, country, version, name, asked, asked_version
)
SELECT
  :kind, k.id, d.fetched, d.icon, d.year, d.rating, d.genre, d.plot, d."cast", d.director,
  d.release_date, d.duration, d.extension, d.trailer, d.tmdb_id, d.country, d.version, d.name,
  d.asked, d.asked_version
FROM {kind}_details AS d
JOIN {kind}_keys AS k ON k.row = d.row
WHERE d.row > :after AND d.row <= :until
AND NOT EXISTS (SELECT 1 FROM beside.details AS n WHERE n.kind = :kind AND n.item = k.id);

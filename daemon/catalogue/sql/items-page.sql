-- Gives a listing's items after a place in it. Inputs: category, rank and row of the place, limit.
SELECT
  k.row, k.rank, k.id, k.categories,
  i.name, i.position, i.icon, i.year, i.rating, i.genre, i.plot, i."cast", i.director,
  i.release_date, i.added, i.modified, i.duration, i.extension, i.epg_id, i.archive_days, i.adult,
  i.trailer, i.tmdb_id
FROM {kind}_members AS m
JOIN {kind}_keys AS k ON k.row = m.row
JOIN {kind} AS i ON i.row = m.row
WHERE m.category = ?1 AND (m.rank, m.row) > (?2, ?3)
ORDER BY m.rank, m.row
LIMIT ?4;

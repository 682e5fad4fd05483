-- Gives by how much all is shown later, at least and at most.
SELECT coalesce ((SELECT min (shift) FROM matches), 0) AS first,
  coalesce ((SELECT max (shift) FROM matches), 0) AS last;

-- Gives what there is of all sources.
SELECT coalesce (sum (programmes), 0) AS programmes, coalesce (min (nullif (first, 0)), 0) AS first,
  coalesce (max (last), 0) AS last
FROM sources;

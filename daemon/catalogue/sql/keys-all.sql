-- Gives the keys of every item, in the columns of keys-get.sql, and what its name is sorted by.
SELECT
  k.row, fingerprint, hash, id, k.position, k.rating, k.year, time, k.adult, in_adult, k.radio, categories,
  lineup_sort_key (lineup_name_key (name)) AS name_key
FROM {kind}_keys AS k
CROSS JOIN {kind} AS i ON i.row = k.row;

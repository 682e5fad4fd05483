-- Gives an item, in the columns of item-get.sql.
SELECT
  k.row, k.id, k.hash, k.categories, {item-selection},
  CASE k.in_adult WHEN 1 THEN 1 ELSE i.adult END AS adult
FROM {kind}_keys AS k
JOIN {kind} AS i ON i.row = k.row
WHERE k.row = :row;

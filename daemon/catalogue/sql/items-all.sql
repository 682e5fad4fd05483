-- Gives every item of a kind in row order, in the columns of item-get.sql. Nothing is sorted: both
-- tables are walked as they lie.
SELECT
  k.row, k.id, k.hash, k.categories, {item-selection},
  CASE k.in_adult WHEN 1 THEN 1 ELSE i.adult END AS adult
FROM {kind}_keys AS k
CROSS JOIN {kind} AS i ON i.row = k.row;

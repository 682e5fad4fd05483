-- Gives some of an item, in the columns of item-get-some.sql.
SELECT
  k.id, CASE WHEN :keys THEN k.hash END AS hash, {item-wanted},
  CASE WHEN :keys THEN k.in_adult END AS in_adult, CASE WHEN :keys THEN k.categories END AS categories
FROM {kind}_keys AS k
JOIN {kind} AS i ON i.row = k.row
WHERE k.row = :row;

-- Gives the rows of a category's items that pass a filter, as rows-taken.sql does for a kind.
SELECT p.row
FROM {kind}_places AS p CROSS JOIN {kind}_keys AS k ON k.row = p.row
WHERE p.sort = :sort AND p.category = :category
  AND coalesce (k.year, -1) BETWEEN :year_min AND :year_max
  AND coalesce (k.rating, -1) >= :rating_min AND coalesce (k.time, -1) >= :time_min
  AND (:adult IS NULL OR (k.adult IS 1 OR k.in_adult IS 1) = :adult)
  AND (:radio IS NULL OR (k.radio IS 1) = :radio);

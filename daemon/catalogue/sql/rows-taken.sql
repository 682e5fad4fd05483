-- Gives the rows of a kind's items that pass a filter, see lineup-filter.h. What is unknown is below all
-- that is known.
SELECT row FROM {kind}_keys
WHERE coalesce (year, -1) BETWEEN :year_min AND :year_max
  AND coalesce (rating, -1) >= :rating_min AND coalesce (time, -1) >= :time_min
  AND (:adult IS NULL OR (adult IS 1 OR in_adult IS 1) = :adult)
  AND (:radio IS NULL OR (radio IS 1) = :radio);

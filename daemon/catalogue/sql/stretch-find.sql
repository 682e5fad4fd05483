-- Gives the stretch that a place is in, or would be in.
SELECT first, stretch FROM {kind}_orders
WHERE sort = :sort AND category = :category AND first <= :place
ORDER BY first DESC
LIMIT 1;

-- Gives the stretch behind the one that begins with a place.
SELECT first, stretch FROM {kind}_orders
WHERE sort = :sort AND category = :category AND first > :place
ORDER BY first
LIMIT 1;

-- Gives what has changed after a generation.
SELECT generation, item, first, last FROM changes
WHERE generation > :since
ORDER BY generation, item
LIMIT :count;

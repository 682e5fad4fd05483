-- Gives what was added after :since, up to :generation, in the order in which it came.
SELECT generation, kind, id FROM changes
WHERE generation > :since AND generation <= :generation AND change = 0
ORDER BY generation;

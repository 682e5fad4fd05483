-- Gives where items were that have moved since a generation, the oldest first.
SELECT key, row FROM {kind}_moves WHERE sort = :sort AND base >= :generation
ORDER BY base, row
LIMIT :limit;

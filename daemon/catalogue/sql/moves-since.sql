-- Gives where items were that have moved since a generation, the oldest first. Inputs: sort, generation,
-- limit.
SELECT key, row FROM {kind}_moves WHERE sort = ?1 AND base >= ?2
ORDER BY base, row
LIMIT ?3;

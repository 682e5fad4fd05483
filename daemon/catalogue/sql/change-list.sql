-- Gives changes, the oldest first. Inputs: generation to begin after, limit.
SELECT generation, kind, id, change FROM changes WHERE generation > ?1 ORDER BY generation LIMIT ?2;

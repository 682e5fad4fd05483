-- Gives changes, the oldest first. Begins after :since.
SELECT generation, kind, id, change FROM changes WHERE generation > :since ORDER BY generation LIMIT :limit;

-- Gives what has ended at a channel, a piece of it.
SELECT start, text FROM airings
WHERE channel = :channel AND start < :before AND coalesce (stop, start) < :before
ORDER BY start
LIMIT :count;

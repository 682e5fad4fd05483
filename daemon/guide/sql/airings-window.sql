-- Gives what begins at a channel within a time.
SELECT start, stop, text FROM airings
WHERE channel = :channel AND start >= :first AND start < :last
ORDER BY start;

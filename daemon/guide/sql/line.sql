-- Gives what is on at a channel, from what has begun last by a time.
SELECT start, stop, text FROM airings
WHERE channel = :channel AND start >= coalesce (
  (SELECT max (start) FROM airings WHERE channel = :channel AND start <= :from), :from
)
ORDER BY start;

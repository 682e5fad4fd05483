-- Notes that something has changed at a guide's channel, at all channels that have it.
INSERT INTO changes (generation, item, first, last)
SELECT :generation, item, max (:first + shift, 0), max (:last + shift, 0) FROM matches
WHERE channel = :channel
ON CONFLICT DO UPDATE SET first = min (first, excluded.first), last = max (last, excluded.last);

-- Gives channels whose past is to stay for another time than so far.
SELECT c.channel AS channel, min (max (coalesce (max (m.archive), 1), 1), 14) AS keep
FROM channels AS c LEFT JOIN matches AS m ON m.channel = c.channel
GROUP BY c.channel
HAVING c.keep <> min (max (coalesce (max (m.archive), 1), 1), 14);

-- Gives when texts, a list in JSON, are on at channels of the catalogue that end after a time, and begin within
-- another one.
SELECT a.text AS text, a.start AS start, a.stop AS stop, m.item AS item, m.shift AS shift
FROM json_each (:texts) AS t CROSS JOIN airings AS a CROSS JOIN matches AS m
WHERE a.text = t.value AND a.start >= :first AND a.start < :last
  AND coalesce (a.stop, a.start + :guessed) > :end AND m.channel = a.channel;

-- Gives when texts, a list in JSON, are on that end after a time, and begin within another one.
SELECT a.text AS text, a.channel AS channel, a.start AS start, a.stop AS stop
FROM json_each (:texts) AS t CROSS JOIN airings AS a
WHERE a.text = t.value AND a.start >= :first AND a.start < :last
  AND coalesce (a.stop, a.start + :guessed) > :end;

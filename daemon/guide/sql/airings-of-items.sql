-- Gives what begins at channels of the catalogue, a list in JSON, before a time, from what has begun last by
-- another one.
SELECT a.text AS text, a.start AS start, a.stop AS stop, m.item AS item, m.shift AS shift
FROM json_each (:items) AS i CROSS JOIN matches AS m CROSS JOIN airings AS a
WHERE m.item = i.value AND a.channel = m.channel AND a.start < :last AND a.start >= coalesce (
  (SELECT max (start) FROM airings WHERE channel = m.channel AND start <= :from), :from
);

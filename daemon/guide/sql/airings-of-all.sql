-- Gives what begins at all channels of the catalogue before a time, from what has begun last by another one.
SELECT a.text AS text, a.start AS start, a.stop AS stop, m.item AS item, m.shift AS shift
FROM matches AS m CROSS JOIN airings AS a
WHERE a.channel = m.channel AND a.start < :last AND a.start >= coalesce (
  (SELECT max (start) FROM airings WHERE channel = m.channel AND start <= :from), :from
);

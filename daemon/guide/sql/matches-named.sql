-- Gives the guides of a channel of the catalogue with their names, in their order.
SELECT m.how AS how, m.shift AS shift, c.id AS id, s.name AS source
FROM matches AS m
JOIN channels AS c ON c.channel = m.channel
JOIN sources AS s ON s.source = c.source
WHERE m.item = :item
ORDER BY m.place;

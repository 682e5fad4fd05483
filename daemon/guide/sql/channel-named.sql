-- Gives a guide's channel with its source.
SELECT c.id AS id, c.names AS names, s.name AS source
FROM channels AS c JOIN sources AS s ON s.source = c.source
WHERE c.channel = :channel;

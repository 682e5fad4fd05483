-- Moves the seasons of a piece of the details of version 5.
INSERT INTO beside.seasons (
  kind, item, number, name, episodes, cover, air_date, overview
)
SELECT :kind, k.id, s.number, s.name, s.episodes, s.cover, s.air_date, s.overview
FROM {kind}_seasons AS s
JOIN {kind}_keys AS k ON k.row = s.row
WHERE s.row > :after AND s.row <= :until
AND NOT EXISTS (SELECT 1 FROM beside.details AS n WHERE n.kind = :kind AND n.item = k.id);

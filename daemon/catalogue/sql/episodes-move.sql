-- Moves the episodes of a piece of the details of version 5.
INSERT INTO beside.episodes (
  kind, item, place, id, season, number, title, duration, plot, extension, icon, added
)
SELECT
  :kind, k.id, e.place, e.id, e.season, e.number, e.title, e.duration, e.plot, e.extension, e.icon,
  e.added
FROM {kind}_episodes AS e
JOIN {kind}_keys AS k ON k.row = e.row
WHERE e.row > :after AND e.row <= :until
AND NOT EXISTS (SELECT 1 FROM beside.details AS n WHERE n.kind = :kind AND n.item = k.id);

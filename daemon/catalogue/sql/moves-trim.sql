-- Forgets the oldest moves, but those of as many imports as make a certain number of them. Inputs: sort,
-- that number.
DELETE FROM {kind}_moves
WHERE sort = ?1 AND base < (
  SELECT base FROM {kind}_moves WHERE sort = ?1
  ORDER BY base DESC
  LIMIT 1 OFFSET ?2
);

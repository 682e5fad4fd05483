-- Forgets the oldest moves, but those of as many imports as make a certain number of them. The imports
-- that are kept make :kept of them.
DELETE FROM {kind}_moves
WHERE sort = :sort AND base < (
  SELECT base FROM {kind}_moves WHERE sort = :sort
  ORDER BY base DESC
  LIMIT 1 OFFSET :kept
);

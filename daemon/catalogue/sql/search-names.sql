-- Gives items whose names' sort keys are in a range, with all that a search compares. Inputs: category, first
-- key, key after the last.
SELECT row, key, merit FROM {kind}_places
WHERE sort = 1 AND category = ?1 AND key >= ?2 AND key < ?3
ORDER BY key, row;

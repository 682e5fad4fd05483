-- Gives items whose names' sort keys are in a range, with all that a search compares.
SELECT row, key, merit FROM {kind}_places
WHERE sort = 1 AND category = :category AND key >= :first AND key < :beyond
ORDER BY key, row;

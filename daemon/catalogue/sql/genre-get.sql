-- Gives an item's genres.
SELECT genre FROM {kind} WHERE row = :row;

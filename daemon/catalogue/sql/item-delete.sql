-- Removes an item.
DELETE FROM {kind} WHERE row = :row;

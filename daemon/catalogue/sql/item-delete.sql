-- Removes an item. Inputs: row.
DELETE FROM {kind} WHERE row = ?1;

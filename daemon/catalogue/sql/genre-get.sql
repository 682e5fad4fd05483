-- Gives an item's genres. Inputs: row.
SELECT genre FROM {kind} WHERE row = ?1;

-- Gives when an item was added. Inputs: row.
SELECT added FROM {kind} WHERE row = ?1;

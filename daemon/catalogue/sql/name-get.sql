-- Gives the key of an item's name. Inputs: row.
SELECT lineup_name_key (name) FROM {kind} WHERE row = ?1;

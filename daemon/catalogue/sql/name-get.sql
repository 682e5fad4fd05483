-- Gives what an item's name is sorted by. Inputs: row.
SELECT lineup_sort_key (lineup_name_key (name)) FROM {kind} WHERE row = ?1;

-- Gives what an item's name is sorted by.
SELECT lineup_sort_key (lineup_name_key (name)) AS key FROM {kind} WHERE row = :row;

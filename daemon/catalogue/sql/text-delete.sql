-- Takes an item's words out of the search index, while the item is stored. Inputs: row.
INSERT INTO {kind}_text ({kind}_text, rowid, name, genre, "cast", director, plot)
SELECT 'delete', row, name, genre, "cast", director, plot FROM {kind} WHERE row = ?1;

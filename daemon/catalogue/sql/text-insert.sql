-- Adds an item's words to the search index, when the item is stored. Inputs: row.
INSERT INTO {kind}_text (rowid, name, genre, "cast", director, plot)
SELECT row, name, genre, "cast", director, plot FROM {kind} WHERE row = ?1;

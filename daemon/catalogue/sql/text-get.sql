-- Gives the words of an item that the search index knows. Inputs: row.
SELECT name, genre, plot, "cast", director FROM {kind} WHERE row = ?1;

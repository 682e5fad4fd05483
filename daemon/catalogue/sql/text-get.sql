-- Gives the words of an item that the search index knows.
SELECT name, genre, plot, "cast", director FROM {kind} WHERE row = :row;

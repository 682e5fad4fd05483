-- Adds an item's words to the search index. As values: FTS5 writes what it has gathered each time that
-- a statement may write several rows.
INSERT INTO {kind}_text (rowid, name, genre, plot, "cast", director)
VALUES (:row, :name, :genre, :plot, :cast, :director);

-- Adds an item's words to the search index. As values: FTS5 writes what it has gathered each time that
-- a statement may write several rows. Inputs: row, then the columns of text-get.sql.
INSERT INTO {kind}_text (rowid, name, genre, plot, "cast", director)
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- Takes an item's words out of the search index. Inputs: row, then the columns of text-get.sql, which
-- must be those that were added.
INSERT INTO {kind}_text ({kind}_text, rowid, name, genre, plot, "cast", director)
VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6);

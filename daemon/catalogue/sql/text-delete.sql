-- Takes an item's words out of the search index. They must be those that were added.
INSERT INTO {kind}_text ({kind}_text, rowid, name, genre, plot, "cast", director)
VALUES ('delete', :row, :name, :genre, :plot, :cast, :director);

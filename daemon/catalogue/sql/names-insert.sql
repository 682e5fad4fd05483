-- Adds an item's name to the index of names; as values, see text-insert.sql.
INSERT INTO {kind}_names (rowid, name) VALUES (:row, :name);

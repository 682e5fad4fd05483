-- Adds an item's name to the index of names; as values, see text-insert.sql. Inputs: row, name.
INSERT INTO {kind}_names (rowid, name) VALUES (?1, ?2);

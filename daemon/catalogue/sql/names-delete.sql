-- Takes an item's name out of the index of names. Inputs: row, the name that was added.
INSERT INTO {kind}_names ({kind}_names, rowid, name) VALUES ('delete', ?1, ?2);

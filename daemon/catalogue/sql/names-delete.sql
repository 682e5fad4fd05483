-- Takes an item's name out of the index of names. It must be the name that was added.
INSERT INTO {kind}_names ({kind}_names, rowid, name) VALUES ('delete', :row, :name);

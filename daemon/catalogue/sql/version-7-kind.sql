-- Makes the tables of one kind, of version 7, out of those of version 6. The index that takes the place
-- of FTS5's is made by itself, see lineup_item_index_rebuild().

DROP TABLE {kind}_text;
DROP TABLE {kind}_names;

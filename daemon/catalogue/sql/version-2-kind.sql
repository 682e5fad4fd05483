-- Makes the tables of one kind, of version 2, out of those of version 1.

-- The search index again, over the same words, which we now split and fold ourselves: see
-- lineup-word-reader.h.
DROP TABLE {kind}_text;

CREATE VIRTUAL TABLE {kind}_text USING fts5 (
  name, genre, "cast", director, plot,
  content = '{kind}',
  content_rowid = 'row',
  detail = column,
  prefix = '1 2 3',
  tokenize = 'lineup'
);

-- As in version 1; and filled as after a first load, see text-load.sql.
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('hashsize', 16777216);
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('crisismerge', 64);
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 0);
INSERT INTO {kind}_text ({kind}_text) VALUES ('rebuild');
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 4);

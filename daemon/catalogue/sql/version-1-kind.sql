-- Makes the tables of one kind, version 1. All kinds have the same, so that one set of SQL serves
-- them all. Unknown is NULL.

-- What a player is told. Rows grow in the order of arrival: whatever is written for a new item goes
-- to the end of its table.
CREATE TABLE {kind} (
  row          INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  position     INTEGER,
  icon         TEXT,
  year         INTEGER,
  rating       REAL,
  genre        TEXT,
  plot         TEXT,
  "cast"       TEXT,
  director     TEXT,
  release_date TEXT,
  added        INTEGER,
  modified     INTEGER,
  duration     INTEGER,
  extension    TEXT,
  epg_id       TEXT,
  archive_days INTEGER,
  adult        INTEGER,
  trailer      TEXT,
  tmdb_id      TEXT
);

-- What an import asks for, apart from the long texts: reading all of it takes a twentieth of
-- reading the table above.
CREATE TABLE {kind}_keys (
  row         INTEGER PRIMARY KEY, -- in {kind}
  fingerprint INTEGER NOT NULL,    -- of the element, 0 if the item arrives in several
  hash        INTEGER NOT NULL,    -- of what is stored
  id          INTEGER NOT NULL,
  rank        INTEGER NOT NULL,    -- ascending gives the default order
  categories  BLOB NOT NULL        -- keys in {kind}_categories, each 4 bytes, little-endian
);

CREATE UNIQUE INDEX {kind}_by_id ON {kind}_keys (id);

-- Those that the panel lists, and those that only items name.
CREATE TABLE {kind}_categories (
  key    INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  name   TEXT NOT NULL,
  parent TEXT,
  place  INTEGER,         -- in the panel's list, NULL if it is not there
  items  INTEGER NOT NULL -- how many are in it
);

-- Every listing in its order. Category 0 is the whole kind.
CREATE TABLE {kind}_members (
  category INTEGER NOT NULL,
  rank     INTEGER NOT NULL,
  row      INTEGER NOT NULL,
  PRIMARY KEY (category, rank, row)
) WITHOUT ROWID;

-- Search over the words of {kind}. Columns, not positions: nobody searches for phrases, and the index
-- is half as long. Kept up by the writer: a trigger a row would have it write its segments each time.
CREATE VIRTUAL TABLE {kind}_text USING fts5 (
  name, genre, "cast", director, plot,
  content = '{kind}',
  content_rowid = 'row',
  detail = column,
  prefix = '1 2 3',
  tokenize = "unicode61 remove_diacritics 2"
);

-- Written in pieces of up to 16 MiB: what is written in small ones is written again and again to merge
-- them. They are merged bit by bit as others come, and all at once only when there are very many: a
-- search in forty takes a third of a millisecond, to merge those of a million items several seconds.
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('hashsize', 16777216);
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('crisismerge', 64);

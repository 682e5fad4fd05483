-- Makes the tables of one kind, of version 2, out of those of version 1.

-- What items are filtered and sorted by, apart from words, is beside their keys: a tenth of what lies
-- in {kind}. Unknown is NULL.
CREATE TABLE {kind}_keys_2 (
  row         INTEGER PRIMARY KEY, -- in {kind}
  fingerprint INTEGER NOT NULL,    -- of the element, 0 if the item arrives in several
  hash        INTEGER NOT NULL,    -- of what is stored
  id          INTEGER NOT NULL,
  position    INTEGER,             -- channels only
  rating      INTEGER,             -- in millionths
  year        INTEGER,
  time        INTEGER,             -- when it was added, of series modified; Unix seconds
  adult       INTEGER,
  categories  BLOB NOT NULL        -- keys in {kind}_categories, each 4 bytes, little-endian
);

INSERT INTO {kind}_keys_2 (row, fingerprint, hash, id, position, rating, year, time, adult, categories)
SELECT
  k.row, k.fingerprint, k.hash, k.id,
  CASE '{kind}' WHEN 'channels' THEN i.position END,
  CAST(round(i.rating * 1000000) AS INTEGER), i.year,
  CASE '{kind}' WHEN 'series' THEN i.modified ELSE i.added END,
  i.adult, k.categories
FROM {kind}_keys AS k
JOIN {kind} AS i ON i.row = k.row
ORDER BY k.row;

DROP TABLE {kind}_keys;
ALTER TABLE {kind}_keys_2 RENAME TO {kind}_keys;
CREATE UNIQUE INDEX {kind}_by_id ON {kind}_keys (id);

-- Every listing in every order. Category 0 is the whole kind. Ascending keys are the natural direction
-- of a sort, which numbers the sorts: ratings, years and times are negative here. An empty blob,
-- which comes after everything else, is unknown. Merit is there by name only: it tells better from worse
-- among names that begin alike, which are too many to look each of them up.
CREATE TABLE {kind}_places (
  sort     INTEGER NOT NULL,
  category INTEGER NOT NULL,
  key      NOT NULL,
  row      INTEGER NOT NULL,
  merit    INTEGER, -- rating and year in one number, the higher the better
  PRIMARY KEY (sort, category, key, row)
) WITHOUT ROWID;

-- Where items were before an import moved them, so that a listing which has begun before goes on in
-- the order in which it began.
CREATE TABLE {kind}_moves (
  sort INTEGER NOT NULL,
  base INTEGER NOT NULL, -- generation before the import
  row  INTEGER NOT NULL,
  key  NOT NULL,
  PRIMARY KEY (sort, base, row)
) WITHOUT ROWID;

CREATE TEMP TABLE old_places AS
SELECT m.category, m.row, lineup_name_key (i.name) AS name, k.position, k.rating, k.year, k.time
FROM {kind}_members AS m
JOIN {kind}_keys AS k ON k.row = m.row
JOIN {kind} AS i ON i.row = m.row;

INSERT INTO {kind}_places (sort, category, key, row, merit)
SELECT 0, category, coalesce (position, x''), row, NULL FROM old_places WHERE '{kind}' = 'channels'
UNION ALL
SELECT
  1, category, coalesce (nullif (name, ''), x''), row,
  coalesce (rating, 0) / 1000 * 8192 + min (coalesce (year, 0), 8191)
FROM old_places
UNION ALL
SELECT 2, category, coalesce (-rating, x''), row, NULL FROM old_places
UNION ALL
SELECT 3, category, coalesce (-year, x''), row, NULL FROM old_places
UNION ALL
SELECT 4, category, coalesce (-time, x''), row, NULL FROM old_places
ORDER BY 1, 2, 3, 4;

DROP TABLE temp.old_places;
DROP TABLE {kind}_members;

-- The search index again, over the same words, which we now split and fold ourselves: see
-- lineup-word-reader.h. Nobody asks in which column a word is: that would be a quarter of the database.
DROP TABLE {kind}_text;

CREATE VIRTUAL TABLE {kind}_text USING fts5 (
  name, genre, "cast", director, plot,
  content = '{kind}',
  content_rowid = 'row',
  detail = none,
  prefix = '1 2 3',
  tokenize = 'lineup'
);

-- As in version 1; and filled as after a first load, see text-load.sql.
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('hashsize', 16777216);
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('crisismerge', 64);
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 0);
INSERT INTO {kind}_text ({kind}_text) VALUES ('rebuild');
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 4);

-- Names alone, once more: what all is said in plots makes a search in names thirty times slower. It is far
-- smaller, and so are its pieces.
CREATE VIRTUAL TABLE {kind}_names USING fts5 (
  name,
  content = '{kind}',
  content_rowid = 'row',
  detail = none,
  prefix = '1 2 3',
  tokenize = 'lineup'
);

INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('hashsize', 2097152);
INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('crisismerge', 64);
INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('automerge', 0);
INSERT INTO {kind}_names ({kind}_names) VALUES ('rebuild');
INSERT INTO {kind}_names ({kind}_names) VALUES ('optimize');
INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('automerge', 4);

-- What the panel has said of single items when it was asked for them (see LineupDetails): of the item
-- itself, beyond what is in {kind}, and of the seasons and episodes of a series.
CREATE TABLE {kind}_details (
  row          INTEGER PRIMARY KEY, -- in {kind}
  fetched      INTEGER NOT NULL,    -- Unix seconds
  icon         TEXT,
  year         INTEGER,
  rating       REAL,
  genre        TEXT,
  plot         TEXT,
  "cast"       TEXT,
  director     TEXT,
  release_date TEXT,
  duration     INTEGER,
  extension    TEXT,
  trailer      TEXT,
  tmdb_id      TEXT
);

CREATE TABLE {kind}_seasons (
  row      INTEGER NOT NULL, -- in {kind}
  number   INTEGER NOT NULL,
  name     TEXT,
  episodes INTEGER,
  cover    TEXT,
  air_date TEXT,
  overview TEXT,
  PRIMARY KEY (row, number)
) WITHOUT ROWID;

CREATE TABLE {kind}_episodes (
  row       INTEGER NOT NULL, -- in {kind}
  place     INTEGER NOT NULL, -- among the item's episodes
  id        INTEGER NOT NULL,
  season    INTEGER NOT NULL,
  number    INTEGER,
  title     TEXT,
  duration  INTEGER,
  plot      TEXT,
  extension TEXT,
  icon      TEXT,
  added     INTEGER,
  PRIMARY KEY (row, place)
) WITHOUT ROWID;

CREATE INDEX {kind}_episodes_by_id ON {kind}_episodes (id);

-- Details go with their item, whoever removes it: its row may be given to another one.
CREATE TRIGGER {kind}_details_end AFTER DELETE ON {kind}_keys BEGIN
  DELETE FROM {kind}_details WHERE row = OLD.row;
  DELETE FROM {kind}_seasons WHERE row = OLD.row;
  DELETE FROM {kind}_episodes WHERE row = OLD.row;
END;

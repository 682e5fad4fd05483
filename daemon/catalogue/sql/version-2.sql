-- Makes a database of version 2 out of one of version 1, but for the tables of each kind.

PRAGMA user_version = 2;

-- What has happened to items. Whatever is written goes to the end of the table, in the order of
-- commits and, within one, of arrival; each item at most once.
CREATE TABLE changes (
  generation INTEGER PRIMARY KEY,
  kind       INTEGER NOT NULL, -- 0 channels, 1 movies, 2 series
  id         INTEGER NOT NULL,
  change     INTEGER NOT NULL  -- 0 added, 1 changed, 2 removed
);

-- When it happened, to know what is too old to be kept.
CREATE TABLE commits (
  generation INTEGER PRIMARY KEY, -- of its last change
  time       INTEGER NOT NULL     -- Unix seconds
);

-- The generation from which on every change is in the table: what a database of version 1 has gone
-- through is not known.
INSERT INTO meta (name, value) SELECT 'history', value FROM meta WHERE name = 'generation';

-- Tells this database from all others.
INSERT INTO meta (name, value) VALUES ('identity', random());

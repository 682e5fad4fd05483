-- Makes the writer's tables for the time of one import. They are files of SQLite's own, in the
-- directory that SQLITE_TMPDIR names, so memory does not grow with them.

-- Drops what there may be.
PRAGMA temp_store = MEMORY;
PRAGMA temp_store = FILE;

-- Elements of items that arrive in several elements.
CREATE TEMP TABLE aside (
  arrival     INTEGER PRIMARY KEY,
  id          INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL,
  element     BLOB NOT NULL
);

-- Items that turned out to arrive in several elements.
CREATE TEMP TABLE repeated (
  row INTEGER PRIMARY KEY
);

-- Items that say that they were added at another time, and which time they get if the list's end tells
-- that it is not the one that they have by then: see LineupAddedChanges.
CREATE TEMP TABLE added_changes (
  row         INTEGER PRIMARY KEY,
  change      INTEGER NOT NULL,
  added       INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL
);

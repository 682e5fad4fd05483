-- Makes an empty database of version 1. Unknown is NULL.

PRAGMA application_id = 0x4c6e7564; -- "Lnud"
PRAGMA user_version = 1;

-- What the panel has said of single items when it was asked for them (see LineupDetails): of the item
-- itself, beyond what is in its list, and of the seasons and episodes of a series. Items are in the
-- catalogue, whose file is another one.
CREATE TABLE details (
  kind          INTEGER NOT NULL, -- 1 movies, 2 series
  item          INTEGER NOT NULL, -- its id
  fetched       INTEGER NOT NULL, -- Unix seconds
  icon          TEXT,
  year          INTEGER,
  rating        REAL,
  genre         TEXT,
  plot          TEXT,
  "cast"        TEXT,
  director      TEXT,
  release_date  TEXT,
  duration      INTEGER,
  extension     TEXT,
  trailer       TEXT,
  tmdb_id       TEXT,
  country       TEXT,
  version       INTEGER, -- of the item that they are of, which is its hash in the catalogue
  name          TEXT,    -- of the item that they are of: tells whether another one has taken its place
  asked         INTEGER, -- when the panel had nothing to say of what is known, NULL once it has
  asked_version INTEGER, -- of the item that was asked for then
  PRIMARY KEY (kind, item)
) WITHOUT ROWID;

CREATE TABLE seasons (
  kind     INTEGER NOT NULL,
  item     INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  name     TEXT,
  episodes INTEGER,
  cover    TEXT,
  air_date TEXT,
  overview TEXT,
  PRIMARY KEY (kind, item, number)
) WITHOUT ROWID;

CREATE TABLE episodes (
  kind      INTEGER NOT NULL,
  item      INTEGER NOT NULL,
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
  PRIMARY KEY (kind, item, place)
) WITHOUT ROWID;

CREATE INDEX episodes_by_id ON episodes (id);

-- Whoever removes details removes all of them.
CREATE TRIGGER details_end AFTER DELETE ON details BEGIN
  DELETE FROM seasons WHERE kind = OLD.kind AND item = OLD.item;
  DELETE FROM episodes WHERE kind = OLD.kind AND item = OLD.item;
END;

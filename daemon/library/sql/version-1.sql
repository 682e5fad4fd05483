-- Makes an empty database of version 1. Times are Unix seconds.

PRAGMA application_id = 0x4c6e756c; -- "Lnul"
PRAGMA user_version = 1;

-- Whether new categories are hidden, see lineup-library-store.c.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- What a person has said of items, see LineupLibraryEntry.
CREATE TABLE entries (
  number         INTEGER PRIMARY KEY,
  kind           INTEGER NOT NULL, -- 0 channels, 1 movies, 2 series, 3 episodes
  id             INTEGER NOT NULL, -- in the catalogue
  name           TEXT NOT NULL,
  year           INTEGER NOT NULL, -- 0 if unknown
  tmdb_id        TEXT,             -- NULL if unknown
  series         INTEGER NOT NULL, -- of an episode, the number of its series
  season         INTEGER NOT NULL,
  episode        INTEGER NOT NULL,
  gone           INTEGER NOT NULL, -- since when it is not in the catalogue, 0 if it is there
  place          INTEGER NOT NULL, -- among the favourites of its kind, 0 if it is none
  favourite_when INTEGER NOT NULL,
  hidden         INTEGER NOT NULL,
  hidden_when    INTEGER NOT NULL,
  watched        INTEGER NOT NULL,
  resume         INTEGER NOT NULL, -- seconds
  length         INTEGER NOT NULL, -- seconds
  programme      INTEGER NOT NULL, -- id
  played         INTEGER NOT NULL
);

-- What a person has said of categories, or that they are known.
CREATE TABLE categories (
  kind   INTEGER NOT NULL,
  id     TEXT NOT NULL,
  name   TEXT NOT NULL,
  hidden INTEGER NOT NULL,
  said   INTEGER NOT NULL, -- when; 0 of one that is known, and that is all
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

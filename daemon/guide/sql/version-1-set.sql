-- Makes what is found by an index of words, of version 1. Unknown is NULL.

-- What programmes say, once for all that say the same.
CREATE TABLE {set} (
  text         INTEGER PRIMARY KEY, -- taken anew once it is in free_{set}
  body         INTEGER NOT NULL,    -- hash of what it was read from
  size         INTEGER NOT NULL,    -- bytes of that
  length       INTEGER NOT NULL,    -- seconds, 0 if it does not say
  title        TEXT NOT NULL,
  lang         TEXT,
  subtitle     TEXT,
  description  TEXT,
  categories   TEXT, -- a line each
  season       INTEGER,
  episode      INTEGER,
  episode_text TEXT,
  icon         TEXT,
  year         INTEGER,
  rating       REAL,
  age_rating   TEXT,
  "cast"       TEXT,
  director     TEXT,
  flags        INTEGER NOT NULL -- see LineupProgrammeFlags
);

-- Numbers of texts that are gone.
CREATE TABLE free_{set} (
  text INTEGER PRIMARY KEY
);

-- Makes an empty database of version 1. Unknown is NULL. Times are Unix seconds.

PRAGMA application_id = 0x4c6e7567; -- "Lnug"
PRAGMA user_version = 1;

-- The number of the last change, and how many programmes there are.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- Where guides come from, and what is remembered of the one that was read last.
CREATE TABLE sources (
  source        INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,       -- such as `panel`
  setup         INTEGER NOT NULL DEFAULT 0, -- hash of what it was read by, and for whom
  first         INTEGER NOT NULL DEFAULT 0, -- when its first programme begins
  last          INTEGER NOT NULL DEFAULT 0, -- when its last one ends
  programmes    INTEGER NOT NULL DEFAULT 0, -- that it has brought and that are still there
  channels      INTEGER NOT NULL DEFAULT 0, -- that it had programmes of
  suspect_ids   INTEGER NOT NULL DEFAULT 0, -- of one that was too short to be believed: its channels,
  suspect_times INTEGER NOT NULL DEFAULT 0, -- how often it has come,
  suspect_since INTEGER NOT NULL DEFAULT 0  -- and since when
);

-- Blocks of the guide that was read last, see LineupGuideBlock.
CREATE TABLE blocks (
  place INTEGER PRIMARY KEY, -- the source times 2^32, and the block's number
  hash  INTEGER NOT NULL,
  begin INTEGER NOT NULL
);

-- Which programmes belong to a block, see LineupBlockKeys.
CREATE TABLE block_keys (
  place INTEGER PRIMARY KEY, -- as that of the block
  keys  BLOB NOT NULL
);

-- Channels of guides.
CREATE TABLE channels (
  channel INTEGER PRIMARY KEY,
  source  INTEGER NOT NULL,
  id      TEXT NOT NULL,
  names   TEXT NOT NULL,              -- a line each
  icon    TEXT,
  keep    INTEGER NOT NULL DEFAULT 1, -- days for which what is past stays
  UNIQUE (source, id)
);

CREATE INDEX channels_by_source ON channels (source);

-- When what is on, as the guide says.
CREATE TABLE airings (
  channel INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  stop    INTEGER,
  text    INTEGER NOT NULL,
  PRIMARY KEY (channel, start)
) WITHOUT ROWID;

-- Tells a search all that it needs.
CREATE INDEX airings_by_text ON airings (text, start, stop);

-- Which text says what has a given hash.
CREATE TABLE bodies (
  body INTEGER PRIMARY KEY,
  text INTEGER NOT NULL
);

-- Which channels of guides are which of the catalogue's.
CREATE TABLE matches (
  item    INTEGER NOT NULL, -- id of the catalogue's
  place   INTEGER NOT NULL, -- among those of the channel: a later one has what an earlier one lacks
  channel INTEGER NOT NULL,
  how     INTEGER NOT NULL, -- see LineupMatchHow
  shift   INTEGER NOT NULL, -- seconds by which it is all shown later
  archive INTEGER NOT NULL, -- days of catch-up
  PRIMARY KEY (item, place)
) WITHOUT ROWID;

-- Tells a search all that it needs.
CREATE INDEX matches_by_channel ON matches (channel, item, shift);

-- Tells by how much all is shown later.
CREATE INDEX matches_by_shift ON matches (shift);

-- What has changed at channels of the catalogue.
CREATE TABLE changes (
  generation INTEGER NOT NULL,
  item       INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  PRIMARY KEY (generation, item)
) WITHOUT ROWID;

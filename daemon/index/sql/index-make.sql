-- Makes the index of a set, see LineupIndex.

-- Segments: each is an index of its own of some rows. What is newer says which rows of older ones no
-- longer count.
CREATE TABLE {set}_segments (
  segment INTEGER PRIMARY KEY,
  state   INTEGER NOT NULL, -- see LineupIndexState
  leaves  INTEGER NOT NULL  -- how many it has
);

-- Postings, in the order of their keys, see LineupPostingStream.
CREATE TABLE {set}_leaves (
  leaf     INTEGER PRIMARY KEY, -- the segment's number times 2^32, and the place in it
  postings BLOB NOT NULL
);

-- What is the lowest key in each leaf, or something between that and what comes before.
CREATE TABLE {set}_firsts (
  segment INTEGER NOT NULL,
  first   BLOB NOT NULL,
  leaf    INTEGER NOT NULL,
  PRIMARY KEY (segment, first)
) WITHOUT ROWID;

-- The words of names of each segment, and where their postings begin, see LineupWordList.
CREATE TABLE {set}_words (
  piece INTEGER PRIMARY KEY, -- the segment's number times 2^32, and the place in it
  words BLOB NOT NULL
);

-- Rows of a segment that newer ones have anew, or that are gone: a bit each.
CREATE TABLE {set}_stale (
  segment INTEGER NOT NULL,
  window  INTEGER NOT NULL,
  rows    BLOB NOT NULL,
  PRIMARY KEY (segment, window)
);

-- What is known of each row of a window beside its words, see LineupIndexColumn: a column in a piece.
CREATE TABLE {set}_columns (
  place INTEGER PRIMARY KEY, -- four times the window's number, and the column
  bytes BLOB NOT NULL
);

-- Makes the tables of one kind, of version 8, out of those of version 7. What is in the orders is made
-- anew of the items, and so is the index of words: names are folded in another way. See
-- lineup_place_writer_rebuild().

DROP TABLE {kind}_places;

-- The stretches of every order, of which category 0 is the whole kind. Each has the places from where it
-- begins up to the next one; the first of an order begins with nothing.
CREATE TABLE {kind}_orders (
  sort     INTEGER NOT NULL,
  category INTEGER NOT NULL,
  first    BLOB NOT NULL,    -- its first place, or the beginning of that, see lineup-packed-place.h
  stretch  INTEGER NOT NULL, -- in {kind}_stretches
  length   INTEGER NOT NULL, -- how many places it has
  PRIMARY KEY (sort, category, first)
) WITHOUT ROWID;

-- Places in their order, see lineup-stretch.h.
CREATE TABLE {kind}_stretches (
  stretch INTEGER PRIMARY KEY,
  places  BLOB NOT NULL
);

-- Where items were before is said in keys of old. Listings that have begun are begun again, as no cursor
-- of an older version is taken.
DELETE FROM {kind}_moves;

-- Which is odd while the index is due.
INSERT INTO meta (name, value)
SELECT 'index-{kind}', 1 WHERE EXISTS (SELECT * FROM {kind}_keys)
ON CONFLICT (name) DO UPDATE SET value = value + 1 + value % 2;

-- Makes an empty database of version 1, but for the tables of each kind. It has been released: what
-- comes after it is in version-2.sql.

PRAGMA application_id = 0x4c6e7570; -- "Lnup"

-- The generation, and how many items or categories each list has.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO meta (name, value) VALUES
  ('generation', 0),
  ('channel-categories', 0), ('channels', 0),
  ('movie-categories', 0), ('movies', 0),
  ('series-categories', 0), ('series', 0);

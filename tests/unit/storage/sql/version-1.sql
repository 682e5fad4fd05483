-- Makes a garden of version 1, but for its beds.
PRAGMA application_id = 0x47617264; -- "Gard"
PRAGMA user_version = 1;

CREATE TABLE waterings (
  time   INTEGER PRIMARY KEY,
  litres INTEGER NOT NULL
);

-- Makes a shelf, but for what it has of each set.
PRAGMA application_id = 0x5368656c; -- "Shel"
PRAGMA user_version = 1;

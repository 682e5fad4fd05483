-- Makes a database of version 6 out of one of version 5, but for the tables of each kind.

PRAGMA user_version = 6;

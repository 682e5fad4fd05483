-- Makes a database of version 7 out of one of version 6, but for the tables of each kind.

PRAGMA user_version = 7;

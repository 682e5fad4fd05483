-- Makes a database of version 4 out of one of version 3, but for the tables of each kind.

PRAGMA user_version = 4;

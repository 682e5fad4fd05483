-- Makes a database of version 2 out of one of version 1, but for the tables of each kind.

PRAGMA user_version = 2;

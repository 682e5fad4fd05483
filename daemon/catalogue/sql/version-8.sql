-- Makes a database of version 8 out of one of version 7, but for the tables of each kind.

PRAGMA user_version = 8;

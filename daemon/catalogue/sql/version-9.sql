-- Makes a database of version 9 out of one of version 8, but for the tables of each kind.

PRAGMA user_version = 9;

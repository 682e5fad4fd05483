-- Makes a database of version 3 out of one of version 2, but for the tables of each kind.

PRAGMA user_version = 3;

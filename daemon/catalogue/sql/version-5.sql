-- Makes a database of version 5 out of one of version 4, but for the tables of each kind.

PRAGMA user_version = 5;

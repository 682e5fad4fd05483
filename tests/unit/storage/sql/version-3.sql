-- Makes version 3 out of version 2: there are pictures.
PRAGMA user_version = 3;

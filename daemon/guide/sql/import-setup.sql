-- Prepares the writer for an import.
PRAGMA cache_size = -2048;
PRAGMA temp.cache_size = -1024;

-- Prepares the writer for an import.
PRAGMA cache_size = -4096;
PRAGMA temp.cache_size = -1024;

-- Prepares the writer for an import over what is stored, which writes here and there.
PRAGMA cache_size = -4096;
PRAGMA temp.cache_size = -1024;

-- Prepares a connection for a reader, before it gets tables of its own.
PRAGMA cache_size = -1024;
PRAGMA mmap_size = 0;
PRAGMA temp_store = FILE;
PRAGMA trusted_schema = OFF;

-- Prepares a connection for a reader.
PRAGMA query_only = ON;
PRAGMA cache_size = -1024;
PRAGMA mmap_size = 0;
PRAGMA temp_store = FILE;
PRAGMA trusted_schema = OFF;

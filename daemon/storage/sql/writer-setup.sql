-- Prepares a connection for the writer. The page size counts for a new file only. Checkpoints are
-- run after a commit, not within it.
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 0;
PRAGMA journal_size_limit = 4194304;
PRAGMA temp_store = FILE;
PRAGMA trusted_schema = OFF;

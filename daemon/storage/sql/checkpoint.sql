-- Moves the write-ahead log into the database and empties it. Where a reader is in the way, it stays
-- for the next time.
PRAGMA wal_checkpoint (TRUNCATE);

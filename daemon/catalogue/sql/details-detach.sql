-- Sees to it that what was moved is on the disk, and lets go of the file.
PRAGMA beside.wal_checkpoint (TRUNCATE);
DETACH DATABASE beside;

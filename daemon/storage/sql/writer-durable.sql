-- Prepares a connection that writes what can't be had again: a commit is on the disk when it returns.
PRAGMA synchronous = FULL;

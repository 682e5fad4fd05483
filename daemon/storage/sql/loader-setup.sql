-- Prepares a connection for a file that nobody else opens, and that counts for nothing before it is whole:
-- what is on the disk when is of no concern until then. The journal is for statements that fail; what is
-- behind the pages that were there in the beginning does not go into it.
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
PRAGMA trusted_schema = OFF;

-- Prepares the writer for a first load, which only ever writes at the end of a table: more cache, which
-- is also what sorting takes, would make it no faster.
PRAGMA cache_size = -1024;
PRAGMA temp.cache_size = -1024;

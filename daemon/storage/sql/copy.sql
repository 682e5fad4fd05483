-- Writes all that the database has to another file, which is there and empty.
VACUUM INTO :path;

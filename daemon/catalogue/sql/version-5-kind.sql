-- Makes the tables of one kind, of version 5, out of those of version 4.

ALTER TABLE {kind} ADD COLUMN country TEXT;         -- as the panel wrote it
ALTER TABLE {kind}_details ADD COLUMN country TEXT; -- as in {kind}

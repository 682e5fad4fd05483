-- Makes the tables of one kind, of version 3, out of those of version 2.

-- Details are of one version of their item, which is its hash in {kind}_keys; of which those of version 2
-- are is not known. The name tells whether another film or series has taken the item's place since.
ALTER TABLE {kind}_details ADD COLUMN version INTEGER; -- of the item that they are of
ALTER TABLE {kind}_details ADD COLUMN name TEXT;       -- of the item that they are of

-- When the panel was last asked and had nothing to say of what is known, in Unix seconds, and for which
-- version of the item. NULL once it has.
ALTER TABLE {kind}_details ADD COLUMN asked INTEGER;
ALTER TABLE {kind}_details ADD COLUMN asked_version INTEGER;

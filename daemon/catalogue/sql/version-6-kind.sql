-- Makes the tables of one kind, of version 6, out of those of version 5.

-- Details are in a database of their own, where they can be written while a list is imported: see
-- lineup-details-move.h.
DROP TRIGGER {kind}_details_end;
DROP TABLE {kind}_episodes;
DROP TABLE {kind}_seasons;
DROP TABLE {kind}_details;

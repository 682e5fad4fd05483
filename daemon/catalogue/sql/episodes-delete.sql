-- Inputs: row.
DELETE FROM {kind}_episodes WHERE row = ?1;

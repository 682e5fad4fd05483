-- Inputs: row.
DELETE FROM {kind}_seasons WHERE row = ?1;

-- Inputs: row.
DELETE FROM {kind}_keys WHERE row = ?1;

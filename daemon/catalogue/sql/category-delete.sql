-- Inputs: key.
DELETE FROM {kind}_categories WHERE key = ?1;

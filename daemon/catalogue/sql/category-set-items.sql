-- Inputs: key, number of items.
UPDATE {kind}_categories SET items = ?2 WHERE key = ?1;

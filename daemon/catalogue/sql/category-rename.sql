-- Inputs: key, name.
UPDATE {kind}_categories SET name = ?2 WHERE key = ?1;

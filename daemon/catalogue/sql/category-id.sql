-- Gives the id of a category. Inputs: key.
SELECT id FROM {kind}_categories WHERE key = ?1;

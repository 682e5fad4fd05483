-- Gives the key of a category. Inputs: id.
SELECT key FROM {kind}_categories WHERE id = ?1;

-- Gives the key of a category.
SELECT key FROM {kind}_categories WHERE id = :id;

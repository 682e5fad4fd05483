-- Gives the id of a category.
SELECT id FROM {kind}_categories WHERE key = :key;

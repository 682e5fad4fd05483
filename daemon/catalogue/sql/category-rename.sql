UPDATE {kind}_categories SET name = :name WHERE key = :key;

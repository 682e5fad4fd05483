DELETE FROM {kind}_categories WHERE key = :key;

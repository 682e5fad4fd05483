UPDATE {kind}_categories SET items = :items WHERE key = :key;

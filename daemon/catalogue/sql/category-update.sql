UPDATE {kind}_categories SET name = :name, parent = :parent, place = :place, adult = :adult
WHERE key = :key;

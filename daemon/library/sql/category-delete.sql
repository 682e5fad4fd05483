DELETE FROM categories WHERE kind = :kind AND id = :id;

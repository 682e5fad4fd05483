INSERT OR REPLACE INTO categories (kind, id, name, hidden, said) VALUES (:kind, :id, :name, :hidden, :said);

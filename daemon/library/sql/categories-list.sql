SELECT kind, id, name, hidden, said FROM categories;

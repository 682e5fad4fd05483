INSERT INTO {kind}_categories (id, name, parent, place, adult, items)
VALUES (:id, :name, :parent, :place, :adult, 0);

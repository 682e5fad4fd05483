-- Inputs: id, name, parent, place.
INSERT INTO {kind}_categories (id, name, parent, place, items) VALUES (?1, ?2, ?3, ?4, 0);

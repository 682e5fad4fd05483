-- Inputs: id, name, parent, place, whether it is adult.
INSERT INTO {kind}_categories (id, name, parent, place, adult, items) VALUES (?1, ?2, ?3, ?4, ?5, 0);

-- Inputs: key, name, parent, place.
UPDATE {kind}_categories SET name = ?2, parent = ?3, place = ?4 WHERE key = ?1;

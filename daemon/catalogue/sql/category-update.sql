-- Inputs: key, name, parent, place, whether it is adult.
UPDATE {kind}_categories SET name = ?2, parent = ?3, place = ?4, adult = ?5 WHERE key = ?1;

-- Writes down where an item was before an import moved it; the first time counts. Inputs: sort,
-- generation before the import, row, key.
INSERT OR IGNORE INTO {kind}_moves (sort, base, row, key) VALUES (?1, ?2, ?3, ?4);

-- Writes down where an item was before an import moved it; the first time counts. The base is the
-- generation before the import.
INSERT OR IGNORE INTO {kind}_moves (sort, base, row, key) VALUES (:sort, :base, :row, :key);

-- Remembers that an item arrives in several elements.
INSERT OR IGNORE INTO temp.repeated (row) VALUES (:row);

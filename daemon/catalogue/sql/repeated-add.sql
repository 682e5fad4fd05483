-- Remembers that an item arrives in several elements. Inputs: row.
INSERT OR IGNORE INTO temp.repeated (row) VALUES (?1);

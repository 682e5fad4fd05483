-- Keeps what may become of an item that says that it was added at another time.
-- Inputs: row, change, time, fingerprint.
INSERT INTO temp.added_changes (row, change, added, fingerprint) VALUES (?1, ?2, ?3, ?4);

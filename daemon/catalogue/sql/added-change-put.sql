-- Keeps what may become of an item that says that it was added at another time.
INSERT INTO temp.added_changes (row, change, added, fingerprint)
VALUES (:row, :change, :added, :fingerprint);

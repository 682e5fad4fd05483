-- Says what tells which rows of a window come first.
INSERT OR REPLACE INTO {set}_ranks (window, merits, lengths, ids)
VALUES (:window, :merits, :lengths, :ids);

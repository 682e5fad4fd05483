-- Adds an item at the end.
INSERT INTO {kind} (row, {item-columns})
VALUES (:row, {item-parameters});

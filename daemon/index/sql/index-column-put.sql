-- Writes a column of a window.
INSERT OR REPLACE INTO {set}_columns (place, bytes) VALUES (:window * 4 + :column, :bytes);

-- Says which rows of a window of a segment no longer count.
INSERT OR REPLACE INTO {set}_stale (segment, window, rows) VALUES (:segment, :window, :rows);

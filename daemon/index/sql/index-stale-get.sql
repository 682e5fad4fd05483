-- Gives the rows of a window of a segment that no longer count.
SELECT rows FROM {set}_stale WHERE segment = :segment AND window = :window;

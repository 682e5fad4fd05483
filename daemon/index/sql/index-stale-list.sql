-- Gives the rows of a segment that no longer count.
SELECT window, rows FROM {set}_stale WHERE segment = :segment;

-- Forgets which rows of a segment no longer count.
DELETE FROM {set}_stale WHERE segment = :segment;

-- Forgets a segment, whose leaves are dropped by themselves.
DELETE FROM {set}_segments WHERE segment = :segment;

-- Drops leaves of a segment.
DELETE FROM {set}_leaves WHERE leaf >= :first AND leaf < :beyond;

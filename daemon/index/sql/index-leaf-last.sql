-- Gives the last leaf of a segment, NULL if it has none.
SELECT max (leaf) AS leaf FROM {set}_leaves WHERE leaf >= :first AND leaf < :beyond;

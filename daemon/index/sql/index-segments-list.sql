-- Gives the segments of an index.
SELECT segment, state, leaves FROM {set}_segments ORDER BY segment;

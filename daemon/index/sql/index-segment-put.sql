-- Says what a segment is.
INSERT INTO {set}_segments (segment, state, leaves) VALUES (:segment, :state, :leaves)
ON CONFLICT (segment) DO UPDATE SET state = :state, leaves = :leaves;

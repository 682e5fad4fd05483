-- Makes nothing of a set: its index is made by the index's own SQL.
SELECT 1 WHERE '{shelf}' = '';

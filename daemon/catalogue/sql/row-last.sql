-- Gives the last row, 0 if there is none.
SELECT coalesce(max(row), 0) AS row FROM {kind};

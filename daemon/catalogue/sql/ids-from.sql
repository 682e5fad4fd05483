-- Gives the ids of the items from one row on.
SELECT row, id FROM {kind}_keys WHERE row >= :first
ORDER BY row;

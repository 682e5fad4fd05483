-- Gives row, time and fingerprint of the items that are kept for one change, in the order of rows.
-- Inputs: change.
SELECT row, added, fingerprint FROM temp.added_changes WHERE change = ?1 ORDER BY row;

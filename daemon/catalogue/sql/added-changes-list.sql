-- Gives row, time and fingerprint of the items that are kept for one change, in the order of rows.
SELECT row, added, fingerprint FROM temp.added_changes WHERE change = :change ORDER BY row;

-- Gives row and fingerprint of the items that may be missing from a list, in the order of rows: those
-- with a fingerprint, to be looked up, and those without of which no element was put aside. Begins
-- after :last_row.
SELECT row, fingerprint FROM {kind}_keys
WHERE row > :last_row AND (fingerprint <> 0 OR id NOT IN (SELECT id FROM temp.aside))
ORDER BY row;

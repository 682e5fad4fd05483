-- Gives id and fingerprint of all items, and whether no element of one without a fingerprint was put
-- aside.
SELECT id, fingerprint, fingerprint = 0 AND id NOT IN (SELECT id FROM temp.aside) AS missing
FROM {kind}_keys;

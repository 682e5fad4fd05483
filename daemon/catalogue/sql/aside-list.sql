-- Gives id, fingerprint and element of what was put aside, items in one piece, each in the order of
-- arrival.
SELECT id, fingerprint, element FROM temp.aside ORDER BY id, arrival;

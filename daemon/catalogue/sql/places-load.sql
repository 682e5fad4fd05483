-- Fills the empty table of places after a first load, in its own order. What was noted down lies in the
-- order of rows, as the keys do, so nothing is looked up here and there.
INSERT INTO {kind}_places (sort, category, key, row)
SELECT 0, a.category, coalesce (k.position, x''), a.row
FROM temp.arrivals AS a CROSS JOIN {kind}_keys AS k ON k.row = a.row
WHERE '{kind}' = 'channels'
ORDER BY 2, 3, 4;

INSERT INTO {kind}_places (sort, category, key, row, merit)
SELECT 1, a.category, a.name, a.row, coalesce (k.rating, 0) / 1000 * 8192 + min (coalesce (k.year, 0), 8191)
FROM temp.arrivals AS a CROSS JOIN {kind}_keys AS k ON k.row = a.row
ORDER BY 2, 3, 4;

INSERT INTO {kind}_places (sort, category, key, row)
SELECT 2, a.category, coalesce (-k.rating, x''), a.row
FROM temp.arrivals AS a CROSS JOIN {kind}_keys AS k ON k.row = a.row
ORDER BY 2, 3, 4;

INSERT INTO {kind}_places (sort, category, key, row)
SELECT 3, a.category, coalesce (-k.year, x''), a.row
FROM temp.arrivals AS a CROSS JOIN {kind}_keys AS k ON k.row = a.row
ORDER BY 2, 3, 4;

INSERT INTO {kind}_places (sort, category, key, row)
SELECT 4, a.category, coalesce (-k.time, x''), a.row
FROM temp.arrivals AS a CROSS JOIN {kind}_keys AS k ON k.row = a.row
ORDER BY 2, 3, 4;

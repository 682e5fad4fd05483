-- Makes the tables of one kind, of version 4, out of those of version 3.

ALTER TABLE {kind} ADD COLUMN channel_number TEXT;    -- as the panel writes it, where it is not position
ALTER TABLE {kind} ADD COLUMN radio          INTEGER; -- 1 for a radio station
ALTER TABLE {kind}_keys ADD COLUMN radio     INTEGER; -- as in {kind}
ALTER TABLE {kind}_keys ADD COLUMN in_adult  INTEGER; -- 1 if any of its categories is adult
ALTER TABLE {kind}_categories ADD COLUMN adult INTEGER; -- 1 if the panel marks it as for adults

-- Categories that only items name were called by their id.
UPDATE {kind}_categories SET name = 'Category ' || id
WHERE place IS NULL AND name = id AND id <> 'uncategorized';

-- Channels have numbers with a part behind a point, as 5.1. In {kind}_keys and {kind}_places they are
-- in millionths, of which that part is so many: 5.2 comes before 5.10.
UPDATE {kind}_keys SET position = min (position, 4294967295) * 1000000 WHERE position IS NOT NULL;

CREATE TEMP TABLE old_positions AS
SELECT category, key, row FROM {kind}_places WHERE sort = 0;

DELETE FROM {kind}_places WHERE sort = 0;

INSERT INTO {kind}_places (sort, category, key, row)
SELECT 0, category, CASE typeof (key) WHEN 'integer' THEN min (key, 4294967295) * 1000000 ELSE key END, row
FROM temp.old_positions
ORDER BY 2, 3, 4;

DROP TABLE temp.old_positions;

-- Names are sorted as people count: see lineup-sort-key.h.
CREATE TEMP TABLE old_names AS
SELECT category, lineup_sort_key (key) AS key, row, merit FROM {kind}_places WHERE sort = 1;

DELETE FROM {kind}_places WHERE sort = 1;

INSERT INTO {kind}_places (sort, category, key, row, merit)
SELECT 1, category, key, row, merit FROM temp.old_names
ORDER BY 2, 3, 4;

DROP TABLE temp.old_names;

-- Where items were before is said in keys of old. Listings that have begun are begun again, as no cursor
-- of an older version is taken.
DELETE FROM {kind}_moves;

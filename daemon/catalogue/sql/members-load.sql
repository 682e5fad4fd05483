-- Fills the empty table of members after a first load, in its own order: category 0 comes first.
INSERT INTO {kind}_members (category, rank, row)
SELECT 0, rank, row FROM {kind}_keys ORDER BY rank, row;

INSERT INTO {kind}_members (category, rank, row)
SELECT category, rank, row FROM temp.arrivals ORDER BY category, rank, row;

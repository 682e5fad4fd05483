-- Puts the items that come to their places, in the order of the table.
INSERT OR REPLACE INTO {kind}_places (sort, category, key, row, merit)
SELECT sort, category, key, row, merit FROM temp.place_ends WHERE comes
ORDER BY number;

DELETE FROM temp.place_ends;

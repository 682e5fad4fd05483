-- Makes all changes of places that were noted, in the order of the table: each of its pages is written
-- once, however many items come and go. The last word about a place counts.
INSERT INTO temp.place_ends (sort, category, key, row, merit, comes)
SELECT sort, category, key, row, merit, comes FROM (
  SELECT sort, category, key, row, merit, comes, max (number) FROM temp.place_changes
  GROUP BY sort, category, key, row
);

DELETE FROM {kind}_places WHERE (sort, category, key, row) IN (
  SELECT sort, category, key, row FROM temp.place_ends WHERE NOT comes
);

INSERT OR REPLACE INTO {kind}_places (sort, category, key, row, merit)
SELECT sort, category, key, row, merit FROM temp.place_ends WHERE comes
ORDER BY number;

DELETE FROM temp.place_changes;
DELETE FROM temp.place_ends;

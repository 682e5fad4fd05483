-- Sorts the changes of places that were noted. The last word about a place counts.
INSERT INTO temp.place_ends (sort, category, key, row, merit, comes)
SELECT sort, category, key, row, merit, comes FROM (
  SELECT sort, category, key, row, merit, comes, max (number) FROM temp.place_changes
  GROUP BY sort, category, key, row
);

DELETE FROM temp.place_changes;

-- Gives the places that are left for good, in the order of the table.
SELECT sort, category, key, row FROM temp.place_ends WHERE NOT comes
ORDER BY number;

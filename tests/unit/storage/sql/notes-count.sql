SELECT count (*) AS notes FROM temp.notes;

-- Gives words of names in a range, and how many rows have each. Inputs: first, after the last.
SELECT term, doc FROM temp.{kind}_names_words WHERE term >= ?1 AND term < ?2;

-- Gives words of names in a range, and how many rows have each.
SELECT term, doc FROM temp.{kind}_names_words WHERE term >= :first AND term < :beyond;

-- Gives words of all texts in a range, and how many rows have each.
SELECT term, doc FROM temp.{kind}_text_words WHERE term >= :first AND term < :beyond;

-- Gives the leaf of a segment that has a key, if any has it.
SELECT leaf FROM {set}_firsts WHERE segment = :segment AND first <= :key ORDER BY first DESC LIMIT 1;

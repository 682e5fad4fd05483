-- Gives what one change was of.
SELECT item, first, last FROM changes WHERE generation = :generation ORDER BY item;

-- Makes the tables of one kind, of version 9, out of those of version 8. An index knows the words of
-- names by themselves: it is made anew of the rows when the database is served already, as by version 7.

DROP TABLE {kind}_segments;
DROP TABLE {kind}_leaves;
DROP TABLE {kind}_firsts;
DROP TABLE {kind}_stale;
DROP TABLE {kind}_columns;
DROP TABLE IF EXISTS {kind}_words;

-- Which is odd while the index is due.
INSERT INTO meta (name, value)
SELECT 'index-{kind}', 1 WHERE EXISTS (SELECT * FROM {kind}_keys)
ON CONFLICT (name) DO UPDATE SET value = value + 1 + value % 2;

-- Makes the tables of one kind, of version 7, out of those of version 6. The index that takes the place
-- of FTS5's is made of the rows when the database is served already, see LineupIndexBuild.

DROP TABLE {kind}_text;
DROP TABLE {kind}_names;

INSERT INTO meta (name, value)
SELECT 'index-{kind}', 1 WHERE EXISTS (SELECT * FROM {kind}_keys);

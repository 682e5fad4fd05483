-- Gives items whose names an expression of FTS5 matches, in the order of rows.
SELECT rowid AS row FROM {kind}_names WHERE {kind}_names MATCH :expression;

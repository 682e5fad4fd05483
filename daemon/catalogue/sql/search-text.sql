-- Gives items that an expression of FTS5 matches, in the order of rows.
SELECT rowid AS row FROM {kind}_text WHERE {kind}_text MATCH :expression;

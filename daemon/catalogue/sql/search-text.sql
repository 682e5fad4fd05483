-- Gives items that an expression of FTS5 matches, in the order of rows. Inputs: expression.
SELECT rowid FROM {kind}_text WHERE {kind}_text MATCH ?1;

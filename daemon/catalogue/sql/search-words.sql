-- Gives items whose names an expression of FTS5 matches, in the order of rows. Inputs: expression.
SELECT rowid FROM {kind}_names WHERE {kind}_names MATCH ?1;

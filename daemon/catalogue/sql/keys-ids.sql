-- Gives the id of every item, in the order of rows.
SELECT id FROM {kind}_keys ORDER BY row;

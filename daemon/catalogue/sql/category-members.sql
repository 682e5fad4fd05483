-- Gives the rows of a category's items, in their order. Inputs: key.
SELECT row FROM {kind}_places WHERE sort = 1 AND category = ?1
ORDER BY row;

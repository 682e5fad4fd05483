-- Gives the rows of a category's items, in their order.
SELECT row FROM {kind}_places WHERE sort = 1 AND category = :key
ORDER BY row;

-- Gives the rows of a listing's items between two keys.
SELECT row FROM {kind}_places
WHERE sort = :sort AND category = :category AND key >= :first AND key <= :last
LIMIT :limit;

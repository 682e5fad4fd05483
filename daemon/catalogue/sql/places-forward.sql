-- Gives a listing's places after one of them.
SELECT key, row FROM {kind}_places
WHERE sort = :sort AND category = :category AND (key, row) > (:key, :row)
ORDER BY key, row;

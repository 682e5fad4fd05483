-- Gives a listing's places after one of them. Inputs: sort, category, key and row of the place.
SELECT key, row FROM {kind}_places
WHERE sort = ?1 AND category = ?2 AND (key, row) > (?3, ?4)
ORDER BY key, row;

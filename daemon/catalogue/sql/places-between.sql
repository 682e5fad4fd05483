-- Gives the rows of a listing's items between two keys. Inputs: sort, category, both keys, how many rows
-- at most.
SELECT row FROM {kind}_places
WHERE sort = ?1 AND category = ?2 AND key >= ?3 AND key <= ?4
LIMIT ?5;

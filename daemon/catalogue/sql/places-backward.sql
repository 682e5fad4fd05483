-- Gives a listing's places before one of them, from the last. Inputs: sort, category, key and row of
-- the place, the lowest key wanted.
SELECT key, row FROM {kind}_places
WHERE sort = ?1 AND category = ?2 AND (key, row) < (?3, ?4) AND key >= ?5
ORDER BY key DESC, row DESC;

-- Gives a listing's places before one of them, from the last. No key is below :lowest.
SELECT key, row FROM {kind}_places
WHERE sort = :sort AND category = :category AND (key, row) < (:key, :row) AND key >= :lowest
ORDER BY key DESC, row DESC;

-- Inputs: sort, category, key, row.
DELETE FROM {kind}_places WHERE sort = ?1 AND category = ?2 AND key = ?3 AND row = ?4;

DELETE FROM {kind}_places WHERE sort = :sort AND category = :category AND key = :key AND row = :row;

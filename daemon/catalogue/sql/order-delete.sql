-- Takes a stretch out of an order.
DELETE FROM {kind}_orders WHERE sort = :sort AND category = :category AND first = :first;

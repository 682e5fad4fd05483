-- Gives how many places an order has before a stretch.
SELECT coalesce (sum (length), 0) AS places FROM {kind}_orders
WHERE sort = :sort AND category = :category AND first < :first;

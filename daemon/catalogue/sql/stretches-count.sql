-- Gives how many places an order has.
SELECT coalesce (sum (length), 0) AS places FROM {kind}_orders
WHERE sort = :sort AND category = :category;

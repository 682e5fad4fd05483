-- Gives the stretches of an order.
SELECT first, stretch, length FROM {kind}_orders
WHERE sort = :sort AND category = :category
ORDER BY first;

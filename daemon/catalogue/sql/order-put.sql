-- Puts a stretch into an order, or says how many places it has by now.
INSERT OR REPLACE INTO {kind}_orders (sort, category, first, stretch, length)
VALUES (:sort, :category, :first, :stretch, :length);

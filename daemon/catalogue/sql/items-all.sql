-- Gives every item of a kind in row order, in the columns of item-get.sql. Nothing is sorted: both
-- tables are walked as they lie.
SELECT k.id, k.hash, {item-selection}, k.in_adult, k.categories
FROM {kind}_keys AS k
CROSS JOIN {kind} AS i ON i.row = k.row;

-- Gives an item, in the columns of item-get.sql.
SELECT k.id, k.hash, {item-selection}, k.in_adult, k.categories
FROM {kind}_keys AS k
JOIN {kind} AS i ON i.row = k.row
WHERE k.row = :row;

-- Gives every item of a kind behind a row, in row order, in the columns of item-get.sql after its row,
-- for an index that is made anew.
SELECT k.row, k.id, k.hash, {item-selection}, k.in_adult, k.categories
FROM {kind}_keys AS k
CROSS JOIN {kind} AS i ON i.row = k.row
WHERE k.row > :last
ORDER BY k.row;

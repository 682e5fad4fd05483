-- Rewrites an item.
UPDATE {kind} SET {item-assignments}
WHERE row = :row;

-- Gives items that something is known of, a piece of them.
SELECT item FROM details
WHERE kind = :kind AND item > :after
ORDER BY item
LIMIT :count;

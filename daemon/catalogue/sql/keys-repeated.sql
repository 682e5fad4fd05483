-- Gives row and id of every item that is there more than once, the first to arrive before the others.
SELECT row, id FROM {kind}_keys
WHERE id IN (SELECT id FROM {kind}_keys GROUP BY id HAVING count(*) > 1)
ORDER BY id, row;

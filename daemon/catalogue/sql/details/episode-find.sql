-- Gives an episode, once for each item that has it.
SELECT item, season, number, title, extension FROM episodes
WHERE id = :id AND kind = :kind
ORDER BY item;

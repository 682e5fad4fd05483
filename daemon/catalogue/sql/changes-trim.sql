-- Removes the oldest changes. The generation is that of the last one to go.
DELETE FROM changes WHERE generation <= :generation;

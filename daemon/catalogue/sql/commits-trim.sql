-- Removes the oldest commits. The generation is that of the last one to go.
DELETE FROM commits WHERE generation <= :generation;

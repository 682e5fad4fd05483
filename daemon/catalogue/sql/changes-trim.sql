-- Removes the oldest changes. Inputs: generation of the last one to go.
DELETE FROM changes WHERE generation <= ?1;

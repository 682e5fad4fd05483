-- Removes the oldest commits. Inputs: generation of the last one to go.
DELETE FROM commits WHERE generation <= ?1;

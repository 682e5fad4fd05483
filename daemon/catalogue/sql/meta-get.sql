-- Gives a value of meta. Inputs: name.
SELECT value FROM meta WHERE name = ?1;

-- Gives a value of meta.
SELECT value FROM meta WHERE name = :name;

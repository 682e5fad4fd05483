-- Gives name and value of everything in meta.
SELECT name, value FROM meta;

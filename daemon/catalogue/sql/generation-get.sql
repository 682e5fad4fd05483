-- Gives the generation.
SELECT value FROM meta WHERE name = 'generation';

-- Gives the generation of the last commit before a time, 0 if there is none. Inputs: time.
SELECT coalesce(max(generation), 0) FROM commits WHERE time < ?1;

-- Gives the generation of the last commit before a time, 0 if there is none.
SELECT coalesce(max(generation), 0) AS generation FROM commits WHERE time < :time;

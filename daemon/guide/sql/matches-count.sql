-- Counts what guides have of channels of the catalogue.
SELECT count (*) AS matches FROM matches;

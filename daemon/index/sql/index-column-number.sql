-- Gives how many columns of windows there are.
SELECT count(*) AS number FROM {set}_columns;

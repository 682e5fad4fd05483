-- Gives the last window that has rows, NULL if none has.
SELECT max (window) AS window FROM {set}_ranks;

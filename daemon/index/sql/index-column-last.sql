-- Gives the last window that has rows, NULL if none has.
SELECT max (place) / 4 AS window FROM {set}_columns;

-- Gives a column of a window.
SELECT bytes FROM {set}_columns WHERE place = :window * 4 + :column;

-- Gives what tells which rows of a window come first.
SELECT merits, lengths, ids FROM {set}_ranks WHERE window = :window;

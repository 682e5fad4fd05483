-- Drops all that the index of a set has.
DELETE FROM {set}_segments;
DELETE FROM {set}_leaves;
DELETE FROM {set}_firsts;
DELETE FROM {set}_stale;
DELETE FROM {set}_words;
DELETE FROM {set}_columns;

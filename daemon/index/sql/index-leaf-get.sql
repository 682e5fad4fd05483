-- Gives a leaf.
SELECT postings FROM {set}_leaves WHERE leaf = :leaf;

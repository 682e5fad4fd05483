-- Adds a leaf.
INSERT INTO {set}_leaves (leaf, postings) VALUES (:leaf, :postings);

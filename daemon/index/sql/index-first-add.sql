-- Says where a leaf begins.
INSERT INTO {set}_firsts (segment, first, leaf) VALUES (:segment, :first, :leaf);

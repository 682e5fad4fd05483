-- Writes a piece of the words of a segment's names.
INSERT OR REPLACE INTO {set}_words (piece, words) VALUES (:piece, :words);

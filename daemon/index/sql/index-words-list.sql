-- Gives the words of a segment's names, in pieces.
SELECT piece, words FROM {set}_words WHERE piece >= :first AND piece < :beyond ORDER BY piece;

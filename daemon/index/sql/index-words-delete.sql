-- Drops the words of a segment's names.
DELETE FROM {set}_words WHERE piece >= :first AND piece < :beyond;

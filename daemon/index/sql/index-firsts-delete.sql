-- Drops what is known of where the leaves of a segment begin.
DELETE FROM {set}_firsts WHERE segment = :segment;

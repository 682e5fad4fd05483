-- Removes what is known of an item, with its seasons and episodes.
DELETE FROM details WHERE kind = :kind AND item = :item;

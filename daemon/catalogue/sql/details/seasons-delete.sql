DELETE FROM seasons WHERE kind = :kind AND item = :item;

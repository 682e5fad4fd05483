DELETE FROM episodes WHERE kind = :kind AND item = :item;

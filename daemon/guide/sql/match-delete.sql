DELETE FROM matches WHERE item = :item AND place = :place;

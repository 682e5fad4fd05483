INSERT INTO blocks (place, hash, begin) VALUES (:place, :hash, :begin);

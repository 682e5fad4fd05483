INSERT INTO block_keys (place, keys) VALUES (:place, :keys);

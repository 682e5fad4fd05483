INSERT INTO commits (generation, time) VALUES (:generation, :time);

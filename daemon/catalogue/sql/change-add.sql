INSERT INTO changes (generation, kind, id, change) VALUES (:generation, :kind, :id, :change);

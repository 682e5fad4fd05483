INSERT INTO channels (source, id, names, icon) VALUES (:source, :id, :names, :icon);

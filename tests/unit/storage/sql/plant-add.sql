INSERT INTO {bed}_plants (number, name, height, picture) VALUES (:number, :name, :height, :picture);

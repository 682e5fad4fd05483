INSERT INTO {bed}_plants (number, name, height, picture) VALUES (:copy, :name, :height, :picture);

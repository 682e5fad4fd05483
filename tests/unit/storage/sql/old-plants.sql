INSERT INTO {bed}_plants (number, name) VALUES (1, '{bed} rose'), (2, '{bed} oak');

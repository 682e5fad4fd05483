-- Inputs: generation, time.
INSERT INTO commits (generation, time) VALUES (?1, ?2);

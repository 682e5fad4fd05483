-- Inputs: generation, kind, id, change.
INSERT INTO changes (generation, kind, id, change) VALUES (?1, ?2, ?3, ?4);

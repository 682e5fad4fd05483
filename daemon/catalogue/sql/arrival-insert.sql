-- Inputs: category, key of the name, row.
INSERT INTO temp.arrivals (category, name, row) VALUES (?1, ?2, ?3);

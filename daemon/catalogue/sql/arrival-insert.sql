-- Inputs: category, rank, row.
INSERT INTO temp.arrivals (category, rank, row) VALUES (?1, ?2, ?3);

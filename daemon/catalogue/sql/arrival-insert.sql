-- Notes a member of a first load, under the key of its name.
INSERT INTO temp.arrivals (category, name, row) VALUES (:category, :key, :row);

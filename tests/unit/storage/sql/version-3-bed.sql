ALTER TABLE {bed}_plants ADD COLUMN picture BLOB;
UPDATE {bed}_plants SET height = height + 1;

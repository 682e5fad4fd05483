ALTER TABLE {bed}_plants ADD COLUMN height INTEGER;
UPDATE {bed}_plants SET height = 0;

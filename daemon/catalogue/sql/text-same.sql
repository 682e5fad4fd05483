-- Tells whether an item's words are those that are stored. Inputs: row, name, genre, plot, cast,
-- director.
SELECT count(*) FROM {kind}
WHERE row = ?1 AND name IS ?2 AND genre IS ?3 AND plot IS ?4 AND "cast" IS ?5 AND director IS ?6;

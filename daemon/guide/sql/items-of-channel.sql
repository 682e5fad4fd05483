-- Gives the catalogue's channels that a guide's channel is.
SELECT item, place, shift, archive FROM matches WHERE channel = :channel ORDER BY item, place;

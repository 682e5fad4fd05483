-- Gives the guides of a channel of the catalogue, in their order.
SELECT channel, shift, archive FROM matches WHERE item = :item ORDER BY place;

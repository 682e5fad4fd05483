-- Nothing of the catalogue is a guide's channel any more.
DELETE FROM matches WHERE channel = :channel;

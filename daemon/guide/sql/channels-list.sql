-- Gives the channels of a source.
SELECT channel, id, names, icon FROM channels WHERE source = :source ORDER BY channel;

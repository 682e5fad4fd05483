DELETE FROM channels WHERE channel = :channel;

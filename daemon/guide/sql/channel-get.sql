SELECT names, icon FROM channels WHERE channel = :channel;

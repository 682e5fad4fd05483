UPDATE channels SET names = :names, icon = :icon WHERE channel = :channel;

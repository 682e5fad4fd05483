UPDATE airings SET stop = :stop, text = :text WHERE channel = :channel AND start = :start;

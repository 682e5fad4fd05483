SELECT stop, text FROM airings WHERE channel = :channel AND start = :start;

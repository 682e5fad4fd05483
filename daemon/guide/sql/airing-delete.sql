DELETE FROM airings WHERE channel = :channel AND start = :start;

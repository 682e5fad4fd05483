SELECT 1 AS found FROM airings WHERE channel = :channel LIMIT 1;

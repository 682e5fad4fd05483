SELECT channel, start, stop FROM airings WHERE text = :text;

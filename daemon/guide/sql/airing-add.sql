INSERT INTO airings (channel, start, stop, text) VALUES (:channel, :start, :stop, :text);

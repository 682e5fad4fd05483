CREATE INDEX airings_by_text ON airings (text, start, stop);

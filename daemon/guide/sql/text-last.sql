SELECT max(text) AS text FROM texts;

SELECT title, lang FROM texts WHERE text = :text;

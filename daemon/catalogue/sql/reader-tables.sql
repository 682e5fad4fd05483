-- The words that are in the search indices; not stored, and not read before they are asked for.
CREATE VIRTUAL TABLE temp.channels_text_words USING fts5vocab (main, channels_text, row);
CREATE VIRTUAL TABLE temp.movies_text_words USING fts5vocab (main, movies_text, row);
CREATE VIRTUAL TABLE temp.series_text_words USING fts5vocab (main, series_text, row);
CREATE VIRTUAL TABLE temp.channels_names_words USING fts5vocab (main, channels_names, row);
CREATE VIRTUAL TABLE temp.movies_names_words USING fts5vocab (main, movies_names, row);
CREATE VIRTUAL TABLE temp.series_names_words USING fts5vocab (main, series_names, row);

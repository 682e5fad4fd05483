SELECT source, name, first, last, programmes, channels FROM sources ORDER BY source;

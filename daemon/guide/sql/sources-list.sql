-- Gives what is remembered of the guides of all sources.
SELECT source, name, setup, first, last, programmes, channels, suspect_ids, suspect_times,
  suspect_since
FROM sources ORDER BY source;

SELECT source, setup, first, last, programmes, channels, suspect_ids, suspect_times, suspect_since
FROM sources WHERE name = :name;

-- Remembers a guide that was not believed.
UPDATE sources
SET suspect_ids = :ids, suspect_times = :times, suspect_since = :since
WHERE source = :source;

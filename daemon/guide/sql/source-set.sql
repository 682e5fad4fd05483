-- Remembers the guide that was read.
UPDATE sources
SET setup = :setup, first = :first, last = :last, programmes = :programmes, channels = :channels,
  suspect_times = 0
WHERE source = :source;

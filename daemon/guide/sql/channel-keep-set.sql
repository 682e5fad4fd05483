-- Keeps what is past at a channel as long as the longest archive of those that have it.
UPDATE channels SET keep = :keep WHERE channel = :channel AND keep <> :keep;

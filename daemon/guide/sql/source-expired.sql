-- Counts programmes of a source that are gone.
UPDATE sources SET programmes = max (programmes - :count, 0) WHERE source = :source;

DELETE FROM sources WHERE source = :source;

UPDATE sources SET programmes = :programmes WHERE source = :source;

SELECT size FROM texts WHERE text = :text;

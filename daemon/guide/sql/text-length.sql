SELECT length FROM texts WHERE text = :text;

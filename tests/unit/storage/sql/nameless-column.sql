SELECT count (*) FROM {bed}_plants;

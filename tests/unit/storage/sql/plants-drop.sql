DROP TABLE {bed}_plants;

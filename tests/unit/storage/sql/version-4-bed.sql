DELETE FROM {bed}_plants;
DROP TABLE {bed}_trees;

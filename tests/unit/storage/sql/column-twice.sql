SELECT number, number FROM {bed}_plants;

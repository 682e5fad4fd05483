SELECT number FROM {bed}_plants WHERE number = ?1;

SELECT number, name, height FROM {bed}_plants ORDER BY number;

SELECT name, height, number, picture FROM {bed}_plants WHERE number = :number;

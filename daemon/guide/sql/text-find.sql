SELECT text FROM texts WHERE body = :body;

SELECT text FROM bodies WHERE body = :body;

DELETE FROM bodies WHERE body = :body;

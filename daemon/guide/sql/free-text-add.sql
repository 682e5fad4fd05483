INSERT INTO free_texts (text) VALUES (:text);

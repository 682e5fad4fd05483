INSERT INTO bodies (body, text) VALUES (:body, :text);

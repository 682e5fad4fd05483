-- Puts an element aside.
INSERT INTO temp.aside (id, fingerprint, element) VALUES (:id, :fingerprint, :element);

-- Puts an element aside. Inputs: id, fingerprint, element.
INSERT INTO temp.aside (id, fingerprint, element) VALUES (?1, ?2, ?3);

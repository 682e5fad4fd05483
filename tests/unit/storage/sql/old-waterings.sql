INSERT INTO waterings (time, litres) VALUES (7, 70);

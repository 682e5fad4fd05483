INSERT INTO waterings (time, litres, gardener) VALUES (:time, :litres, :gardener);

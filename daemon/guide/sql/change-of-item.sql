-- Notes that all has changed at a channel of the catalogue.
INSERT OR REPLACE INTO changes (generation, item, first, last) VALUES (:generation, :item, 0, :last);

-- Writes the places of a stretch.
INSERT OR REPLACE INTO {kind}_stretches (stretch, places) VALUES (:stretch, :places);

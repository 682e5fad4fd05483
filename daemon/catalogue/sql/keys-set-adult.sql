-- Inputs: row, whether any of its categories is marked as for adults.
UPDATE {kind}_keys SET in_adult = ?2 WHERE row = ?1;

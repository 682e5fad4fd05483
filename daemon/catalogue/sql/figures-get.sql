-- Gives what an item is filtered by. Inputs: row.
SELECT position, rating, year, time, adult, radio, categories FROM {kind}_keys WHERE row = ?1;

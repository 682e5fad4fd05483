-- Gives what an item is filtered by. Inputs: row.
SELECT position, rating, year, time, adult, categories FROM {kind}_keys WHERE row = ?1;

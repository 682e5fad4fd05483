-- Gives what an item is filtered by.
SELECT position, rating, year, time, adult, in_adult, radio, categories FROM {kind}_keys WHERE row = :row;

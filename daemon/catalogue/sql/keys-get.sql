-- Gives the keys of an item.
SELECT row, fingerprint, hash, id, position, rating, year, time, adult, in_adult, radio, categories
FROM {kind}_keys WHERE row = :row;

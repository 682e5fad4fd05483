-- Gives the keys of an item. Inputs: row.
SELECT row, fingerprint, hash, id, rank, categories FROM {kind}_keys WHERE row = ?1;

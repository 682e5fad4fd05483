-- Gives the keys of an item. Inputs: id.
SELECT row, fingerprint, hash, id, rank, categories FROM {kind}_keys WHERE id = ?1;

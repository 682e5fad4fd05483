-- Makes the index over the ids; fails if one is there twice.
CREATE UNIQUE INDEX {kind}_by_id ON {kind}_keys (id);

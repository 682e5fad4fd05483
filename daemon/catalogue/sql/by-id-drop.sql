-- Drops the index over the ids, for a first load.
DROP INDEX {kind}_by_id;

DELETE FROM {kind}_keys WHERE row = :row;

DELETE FROM {kind}_episodes WHERE row = :row;

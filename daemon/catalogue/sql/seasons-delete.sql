DELETE FROM {kind}_seasons WHERE row = :row;

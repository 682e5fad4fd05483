DELETE FROM {kind}_stretches WHERE stretch = :stretch;

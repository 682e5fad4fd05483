UPDATE {kind}_keys SET in_adult = :in_adult WHERE row = :row;

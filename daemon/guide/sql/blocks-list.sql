SELECT hash, begin FROM blocks WHERE place BETWEEN :first AND :last ORDER BY place;

SELECT keys FROM block_keys WHERE place BETWEEN :first AND :last ORDER BY place;

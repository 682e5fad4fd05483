DELETE FROM block_keys WHERE place BETWEEN :first AND :last;

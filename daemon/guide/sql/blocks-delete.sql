DELETE FROM blocks WHERE place BETWEEN :first AND :last;

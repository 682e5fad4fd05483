DELETE FROM changes WHERE generation <= :before;

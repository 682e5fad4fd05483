DELETE FROM free_texts WHERE text <= :last;

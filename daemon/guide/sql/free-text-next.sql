SELECT text FROM free_texts WHERE text > :after ORDER BY text LIMIT 1;

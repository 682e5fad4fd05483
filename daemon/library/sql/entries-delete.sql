DELETE FROM entries;

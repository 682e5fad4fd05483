DELETE FROM entries WHERE number = :number;

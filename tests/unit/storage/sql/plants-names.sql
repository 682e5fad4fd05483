-- As of version 1.
SELECT number, name FROM {bed}_plants ORDER BY number;

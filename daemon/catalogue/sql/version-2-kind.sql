-- Makes the tables of one kind, of version 2, out of those of version 1.

SELECT 1;

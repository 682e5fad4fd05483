-- Ends a transaction and drops what it did.
ROLLBACK;

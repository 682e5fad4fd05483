-- Ends a transaction and keeps what it did.
COMMIT;

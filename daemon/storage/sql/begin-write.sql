-- Begins a transaction that may write.
BEGIN IMMEDIATE;

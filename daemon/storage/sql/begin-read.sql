-- Begins a transaction that sees one committed state.
BEGIN;

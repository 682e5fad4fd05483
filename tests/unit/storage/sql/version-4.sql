-- Fails when it has done half of its work.
PRAGMA user_version = 4;

DELETE FROM waterings;

-- Makes version 2 out of version 1: gardeners have names.
PRAGMA user_version = 2;

ALTER TABLE waterings ADD COLUMN gardener TEXT;
UPDATE waterings SET gardener = 'nobody';

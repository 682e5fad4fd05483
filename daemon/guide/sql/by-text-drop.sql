-- Drops the index that tells when a text is on, where much is to be added.
DROP INDEX airings_by_text;

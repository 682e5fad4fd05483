-- Gives what is known of an item beyond its list.
SELECT d.fetched, {details-selection}, d.version, d.name, d.asked, d.asked_version
FROM details AS d
WHERE d.kind = :kind AND d.item = :item;

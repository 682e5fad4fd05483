-- Gives what is known of an item beyond its list.
SELECT
  d.row, d.fetched, {details-selection}, d.version, d.name, d.asked, d.asked_version
FROM {kind}_keys AS k
JOIN {kind}_details AS d ON d.row = k.row
WHERE k.id = :id;

-- Stores what is known of an item beyond its list, in place of what was.
INSERT OR REPLACE INTO {kind}_details (
  row, fetched, {details-columns}, version, name, asked, asked_version
) VALUES (
  :row, :fetched, {details-parameters}, :version, :name, :asked, :asked_version
);

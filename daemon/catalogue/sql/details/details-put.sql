-- Stores what is known of an item beyond its list, in place of what was.
INSERT OR REPLACE INTO details (
  kind, item, fetched, {details-columns}, version, name, asked, asked_version
) VALUES (
  :kind, :item, :fetched, {details-parameters}, :version, :name, :asked, :asked_version
);

-- Gives key, id, name, parent, place and number of items of every category, and whether it is adult:
-- those listed in the panel's order, then those that only items name, then the one of the items without
-- any. The id of that one is :uncategorized.
SELECT key, id, name, parent, place, items, adult FROM {kind}_categories
ORDER BY place IS NULL, place IS NULL AND id = :uncategorized, place, key;

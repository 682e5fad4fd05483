-- Gives the fingerprint of every item that has one, in the order of rows: mostly that of arrival.
SELECT fingerprint FROM {kind}_keys WHERE fingerprint <> 0 ORDER BY row;

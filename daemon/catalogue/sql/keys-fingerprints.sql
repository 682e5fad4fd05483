-- Gives the fingerprint of every item that has one.
SELECT fingerprint FROM {kind}_keys WHERE fingerprint <> 0;

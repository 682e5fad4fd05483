UPDATE {kind}_keys SET fingerprint = :fingerprint WHERE row = :row;

-- Makes the fingerprints of the items in temp.repeated unknown.
UPDATE {kind}_keys SET fingerprint = 0
WHERE row IN (SELECT row FROM temp.repeated) AND fingerprint <> 0;

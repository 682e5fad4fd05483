-- From now on the connection changes nothing any more.
PRAGMA query_only = ON;

-- Fills the empty search indices after a first load. Its pieces are not merged as they come, which would
-- take most of the time; later writes do that bit by bit.
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 0);
INSERT INTO {kind}_text ({kind}_text) VALUES ('rebuild');
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 4);

INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('automerge', 0);
INSERT INTO {kind}_names ({kind}_names) VALUES ('rebuild');
INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('automerge', 4);

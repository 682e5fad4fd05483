-- Fills the empty search indices after a first load. Pieces are not merged as they come, which would take
-- most of the time; later writes do that bit by bit. The small index of names is merged at its end: that
-- takes a second for a million, and a search in it a third of the time.
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 0);
INSERT INTO {kind}_text ({kind}_text) VALUES ('rebuild');
INSERT INTO {kind}_text ({kind}_text, rank) VALUES ('automerge', 4);

INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('automerge', 0);
INSERT INTO {kind}_names ({kind}_names) VALUES ('rebuild');
INSERT INTO {kind}_names ({kind}_names) VALUES ('optimize');
INSERT INTO {kind}_names ({kind}_names, rank) VALUES ('automerge', 4);

CREATE TABLE {bed}_plants (
  number INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE
);

-- Keeps an entry, in place of the one of its number.
INSERT OR REPLACE INTO entries (
  number, kind, id, name, year, tmdb_id, series, season, episode, gone, place, favourite_when, hidden,
  hidden_when, watched, resume, length, programme, played
) VALUES (
  :number, :kind, :id, :name, :year, :tmdb_id, :series, :season, :episode, :gone, :place, :favourite_when,
  :hidden, :hidden_when, :watched, :resume, :length, :programme, :played
);

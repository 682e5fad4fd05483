SELECT number, kind, id, name, year, tmdb_id, series, season, episode, gone, place, favourite_when, hidden,
  hidden_when, watched, resume, length, programme, played
FROM entries;

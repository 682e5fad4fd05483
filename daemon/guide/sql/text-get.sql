SELECT title, lang, subtitle, description, categories, season, episode, episode_text, icon, year,
  rating, age_rating, "cast", director, flags
FROM texts WHERE text = :text;

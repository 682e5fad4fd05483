INSERT INTO texts (
  text, body, size, length, title, lang, subtitle, description, categories, season, episode,
  episode_text, icon, year, rating, age_rating, "cast", director, flags
) VALUES (
  :text, :body, :size, :length, :title, :lang, :subtitle, :description, :categories, :season, :episode,
  :episode_text, :icon, :year, :rating, :age_rating, :cast, :director, :flags
);

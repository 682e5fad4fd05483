UPDATE {kind}_keys SET
  fingerprint = :fingerprint, hash = :hash, id = :id, position = :position, rating = :rating,
  year = :year, time = :time, adult = :adult, in_adult = :in_adult, radio = :radio,
  categories = :categories
WHERE row = :row;

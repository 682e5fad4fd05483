INSERT INTO {kind}_keys (
  row, fingerprint, hash, id, position, rating, year, time, adult, in_adult, radio, categories
) VALUES (
  :row, :fingerprint, :hash, :id, :position, :rating, :year, :time, :adult, :in_adult, :radio,
  :categories
);

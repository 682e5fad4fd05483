INSERT INTO seasons (kind, item, number, name, episodes, cover, air_date, overview)
VALUES (:kind, :item, :number, :name, :episodes, :cover, :air_date, :overview);

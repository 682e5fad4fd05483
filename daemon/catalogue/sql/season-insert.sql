INSERT INTO {kind}_seasons (row, number, name, episodes, cover, air_date, overview)
VALUES (:row, :number, :name, :episodes, :cover, :air_date, :overview);

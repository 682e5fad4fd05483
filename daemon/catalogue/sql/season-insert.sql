-- Inputs: row, number, name, episodes, cover, air date, overview.
INSERT INTO {kind}_seasons (row, number, name, episodes, cover, air_date, overview)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

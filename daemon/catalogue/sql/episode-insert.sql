-- Inputs: row, place, then the columns of episodes-get.sql.
INSERT INTO {kind}_episodes (
  row, place, id, season, number, title, duration, plot, extension, icon, added
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);

INSERT INTO {kind}_episodes (
  row, place, id, season, number, title, duration, plot, extension, icon, added
) VALUES (:row, :place, :id, :season, :number, :title, :duration, :plot, :extension, :icon, :added);

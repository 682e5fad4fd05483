INSERT INTO episodes (
  kind, item, place, id, season, number, title, duration, plot, extension, icon, added
) VALUES (
  :kind, :item, :place, :id, :season, :number, :title, :duration, :plot, :extension, :icon, :added
);

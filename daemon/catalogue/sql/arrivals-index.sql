-- Lets members of a first load be found by their row, where items arrived in several elements.
CREATE INDEX temp.arrivals_by_row ON arrivals (row);

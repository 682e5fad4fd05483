-- Gives the highest number of a stretch, 0 if there is none.
SELECT coalesce (max (stretch), 0) AS stretch FROM {kind}_stretches;

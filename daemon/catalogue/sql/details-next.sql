-- Gives the last row of the next piece of version 5's details, NULL if there is none.
SELECT max (row) AS row FROM (
  SELECT row FROM {kind}_details WHERE row > :after ORDER BY row LIMIT :count
);

-- Never gives its row.
WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers)
SELECT max (number) AS number FROM numbers;

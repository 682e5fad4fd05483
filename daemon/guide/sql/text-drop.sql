-- Drops a text that nothing says any more.
DELETE FROM texts
WHERE text = :text AND NOT EXISTS (SELECT 1 FROM airings WHERE airings.text = :text)
RETURNING body;

-- Gives when something is on within a time.
SELECT channel, start, stop FROM airings
WHERE text = :text AND start >= :first AND start < :last;

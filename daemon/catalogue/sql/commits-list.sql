-- Gives commits, the newest first. Ends before :since.
SELECT generation, time FROM commits WHERE generation > :since ORDER BY generation DESC;

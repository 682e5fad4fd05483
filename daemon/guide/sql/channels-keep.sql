-- Gives channels with how long what is past stays, a piece of them.
SELECT channel, source, keep FROM channels WHERE channel > :after ORDER BY channel LIMIT :count;

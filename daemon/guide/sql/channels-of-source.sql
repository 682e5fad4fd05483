-- Gives channels of a source, a piece of them.
SELECT channel FROM channels WHERE source = :source ORDER BY channel LIMIT :count;

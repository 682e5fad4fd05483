-- Gives how many items a listing has.
SELECT count (*) AS count FROM {kind}_places WHERE sort = :sort AND category = :category;

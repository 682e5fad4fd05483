-- Gives the row of an item.
SELECT row FROM {kind}_keys WHERE id = :id;

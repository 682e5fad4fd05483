-- Gives when an item was added.
SELECT added FROM {kind} WHERE row = :row;

-- Gives the places of a stretch.
SELECT places FROM {kind}_stretches WHERE stretch = :stretch;

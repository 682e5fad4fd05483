-- Gives the extension of an episode, of whichever item. Inputs: id.
SELECT extension FROM {kind}_episodes WHERE id = ?1 LIMIT 1;

INSERT OR REPLACE INTO matches (item, place, channel, how, shift, archive)
VALUES (:item, :place, :channel, :how, :shift, :archive);

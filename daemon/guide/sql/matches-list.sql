SELECT item, place, channel, how, shift, archive FROM matches ORDER BY item, place;

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-country.h"

G_BEGIN_DECLS

/* What channels of a catalogue and of a guide are compared by: hashes of 64 bits, of which those of
 * one kind never come to be those of another. 0 is no key. Nothing here is stored. Any thread. */

/**
 * lineup_channel_key_is_id:
 * @id: (nullable): what a catalogue says of a channel
 *
 * Returns: whether it is one, and not what stands there where nobody knows one, such as `none`
 */
gboolean lineup_channel_key_is_id (const char *id);

/**
 * lineup_channel_key_of_id:
 * @id: of a channel of a guide
 *
 * Returns: the key of the id as it is
 */
guint64 lineup_channel_key_of_id (const char *id);

/**
 * lineup_channel_key_of_folded_id:
 * @id: of a channel of a guide
 *
 * Returns: the key of the id in whatever case
 */
guint64 lineup_channel_key_of_folded_id (const char *id);

/**
 * lineup_channel_key_of_bare_id:
 * @id: of a channel of a guide
 *
 * Returns: the key of the id in whatever case, without `@` and what is behind it
 */
guint64 lineup_channel_key_of_bare_id (const char *id);

/**
 * lineup_channel_key_of_text:
 * @text: an id or a name
 *
 * Returns: the key of the text in whatever case, where `_` is a blank; 0 for a number, as numbers
 *   are no names
 */
guint64 lineup_channel_key_of_text (const char *text);

/**
 * lineup_channel_key_of_name:
 * @name: of a channel
 * @country: where it is, %LINEUP_COUNTRY_UNKNOWN for the key that does not say
 *
 * Returns: the key of the name as lineup_channel_key_fold_name() has it; 0 for a number, and where
 *   nothing is left
 */
guint64 lineup_channel_key_of_name (const char *name, LineupCountry country);

/**
 * lineup_channel_key_fold_name:
 * @name: of a channel
 * @folded: takes the name, in place of what was there
 *
 * Makes of a name what is left of it in whatever case and with whatever accents, without a country
 * in front, punctuation and words that tell of its quality. A plus stays, as it tells channels
 * apart, and goes with the word before it.
 */
void lineup_channel_key_fold_name (const char *name, GString *folded);

G_END_DECLS

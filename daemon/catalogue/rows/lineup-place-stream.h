/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-packed-place.h"

G_BEGIN_DECLS

/* Places one behind the other, of which each says only how it differs from the one before: how many
 * of that one's last bytes it does not have, and what it has in their place. */

/**
 * lineup_place_stream_get_size:
 * @last: (array length=n_last) (nullable): the place before
 * @n_last: bytes of it, 0 for none
 * @place: (array length=n_place): a place
 * @n_place: bytes of it
 *
 * Returns: bytes that it takes
 */
gsize
lineup_place_stream_get_size (const guint8 *last, gsize n_last, const guint8 *place, gsize n_place);

/**
 * lineup_place_stream_write:
 * @last: (array length=n_last) (nullable): the place before
 * @n_last: bytes of it, 0 for none
 * @place: (array length=n_place): a place
 * @n_place: bytes of it
 * @bytes: takes what is added at its end
 */
void lineup_place_stream_write (
    const guint8 *last, gsize n_last, const guint8 *place, gsize n_place, GByteArray *bytes);

/**
 * lineup_place_stream_read:
 * @place: (inout): the place before, without a byte for none; becomes the next one
 * @at: (inout): where it begins, and then what is behind it
 * @end: where the bytes end
 *
 * Returns: whether there is one, which of a damaged file there may not be
 */
gboolean lineup_place_stream_read (LineupPackedPlace *place, const guint8 **at, const guint8 *end);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which programmes belong to a block of a guide, so that one that is as it was need not be read
 * again. About three bytes each, where those of a channel are together. */

/**
 * LineupBlockKey:
 * @channel: the channel's row
 * @start: Unix seconds when a programme begins, 0 for one that is not kept: it tells that the guide
 *   has the channel
 */
typedef struct
{
  guint32 channel;
  guint32 start;
} LineupBlockKey;

/**
 * lineup_block_keys_append:
 * @bytes: takes what is added at its end
 * @last: (inout): what was added last, zeroes before the first
 * @key: what is added
 */
void lineup_block_keys_append (GByteArray *bytes, LineupBlockKey *last, const LineupBlockKey *key);

/**
 * lineup_block_keys_read:
 * @at: (inout): where the next one begins, and then what is behind it
 * @end: where the bytes end
 * @key: (inout): what was read last, zeroes before the first, and then the next
 *
 * Returns: whether there is one; %FALSE with @at before @end where these are no keys
 */
gboolean lineup_block_keys_read (const guint8 **at, const guint8 *end, LineupBlockKey *key);

G_END_DECLS

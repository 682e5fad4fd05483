/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-block-keys.h"

#include "lineup-varint.h"

/* Differences of numbers of 32 bits, of which those near 0 become small numbers, whichever their
 * sign. They go around at the end. */

static guint32
zigzag (guint32 from, guint32 to)
{
  const guint32 difference = to - from;

  return difference << 1 ^ (difference >> 31 != 0 ? G_MAXUINT32 : 0);
}

static guint32
unzigzag (guint32 from, guint32 value)
{
  return from + (value >> 1 ^ ((value & 1) != 0 ? G_MAXUINT32 : 0));
}

void
lineup_block_keys_append (GByteArray *bytes, LineupBlockKey *last, const LineupBlockKey *key)
{
  lineup_varint_append (bytes, zigzag (last->channel, key->channel));
  lineup_varint_append (bytes, zigzag (last->start, key->start));
  *last = *key;
}

gboolean
lineup_block_keys_read (const guint8 **at, const guint8 *end, LineupBlockKey *key)
{
  const guint8 *next = *at;
  guint32 channel = 0;
  guint32 start = 0;

  if (!lineup_varint_read (&next, end, &channel) || !lineup_varint_read (&next, end, &start))
    return FALSE;
  key->channel = unzigzag (key->channel, channel);
  key->start = unzigzag (key->start, start);
  *at = next;
  return TRUE;
}

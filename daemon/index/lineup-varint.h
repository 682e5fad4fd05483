/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LINEUP_VARINT_MAX_BYTES:
 *
 * Bytes: of the longest number of 32 bits.
 */
#define LINEUP_VARINT_MAX_BYTES 5

/**
 * lineup_varint_write:
 * @to: room for %LINEUP_VARINT_MAX_BYTES
 * @value: a number, of which a small one takes few bytes
 *
 * Returns: where it ends
 */
static inline guint8 *
lineup_varint_write (guint8 *to, guint32 value)
{
  for (; value >= 0x80; value >>= 7)
    *to++ = (guint8)(value | 0x80);
  *to++ = (guint8)value;
  return to;
}

/**
 * lineup_varint_append:
 * @bytes: takes what is added at its end
 * @value: a number, of which a small one takes few bytes
 */
void lineup_varint_append (GByteArray *bytes, guint32 value);

/**
 * lineup_varint_read:
 * @at: (inout): where it begins, and then what is behind it
 * @end: where the bytes end
 * @value: (out): the number
 *
 * Returns: whether there is one
 */
static inline gboolean
lineup_varint_read (const guint8 **at, const guint8 *end, guint32 *value)
{
  const guint8 *p = *at;
  guint64 read = 0;

  for (guint shift = 0; shift < 7 * LINEUP_VARINT_MAX_BYTES && p < end; shift += 7)
    {
      read |= (guint64)(*p & 0x7f) << shift;
      if ((*p++ & 0x80) == 0)
        {
          *at = p;
          *value = (guint32)read;
          return read <= G_MAXUINT32;
        }
    }
  return FALSE;
}

G_END_DECLS

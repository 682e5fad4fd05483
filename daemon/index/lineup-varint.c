/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-varint.h"

void
lineup_varint_append (GByteArray *bytes, guint32 value)
{
  guint8 packed[LINEUP_VARINT_MAX_BYTES];
  guint n = 0;

  for (; value >= 0x80; value >>= 7)
    packed[n++] = (guint8)(value | 0x80);
  packed[n++] = (guint8)value;
  g_byte_array_append (bytes, packed, n);
}

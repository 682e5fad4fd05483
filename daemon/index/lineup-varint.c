/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-varint.h"

void
lineup_varint_append (GByteArray *bytes, guint32 value)
{
  guint8 packed[LINEUP_VARINT_MAX_BYTES];

  g_byte_array_append (bytes, packed, (guint)(lineup_varint_write (packed, value) - packed));
}

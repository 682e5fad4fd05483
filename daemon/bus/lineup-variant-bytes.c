/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-variant-bytes.h"

/* Bytes that numbers of 64 bits begin at a multiple of, and with them entries and variants. */
#define ALIGNMENT 8

void
lineup_variant_bytes_append (GByteArray *bytes, gconstpointer data, gsize length)
{
  g_byte_array_append (bytes, data, (guint)length);
}

void
lineup_variant_bytes_align (GByteArray *bytes)
{
  static const guint8 zeros[ALIGNMENT] = { 0 };

  lineup_variant_bytes_append (bytes, zeros, (ALIGNMENT - bytes->len % ALIGNMENT) % ALIGNMENT);
}

/* Bytes of an offset: the fewest with which the whole, offsets included, can be told. */
static gsize
get_offset_size (gsize body, gsize n_offsets)
{
  if (body + n_offsets <= G_MAXUINT8)
    return sizeof (guint8);
  if (body + n_offsets * sizeof (guint16) <= G_MAXUINT16)
    return sizeof (guint16);
  return sizeof (guint32);
}

/* Offsets are little-endian on all machines. */
static void
append_offset (GByteArray *bytes, gsize offset, gsize size)
{
  const guint32 number = GUINT32_TO_LE ((guint32)offset);

  lineup_variant_bytes_append (bytes, &number, size);
}

void
lineup_variant_bytes_append_end (GByteArray *bytes, gsize begin, gsize end)
{
  append_offset (bytes, end - begin, get_offset_size (bytes->len - begin, 1));
}

void
lineup_variant_bytes_append_ends (GByteArray *bytes, gsize begin, GArray *ends, guint n_ends)
{
  const gsize offset_size = get_offset_size (bytes->len - begin, n_ends);
  const guint first = ends->len - n_ends;

  for (guint i = first; i < ends->len; i++)
    append_offset (bytes, g_array_index (ends, gsize, i) - begin, offset_size);
  g_array_set_size (ends, first);
}

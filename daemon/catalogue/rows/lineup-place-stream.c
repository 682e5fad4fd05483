/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-stream.h"

/* Number of four bits, from which on the whole number is in a byte behind. */
#define LONG 15U

/* A place is: a byte, whose upper half is how many bytes at the end of the last place go, and whose
 * lower half how many come; what is too long for a half; and those that come. */
typedef struct
{
  gsize n_shared;
  gsize n_gone;
  gsize n_new;
} Difference;

static Difference
compare (const guint8 *last, gsize n_last, const guint8 *place, gsize n_place)
{
  const gsize length = MIN (n_last, n_place);
  gsize n = 0;

  while (n < length && last[n] == place[n])
    n++;
  return (Difference){ n, n_last - n, n_place - n };
}

gsize
lineup_place_stream_get_size (const guint8 *last, gsize n_last, const guint8 *place, gsize n_place)
{
  const Difference difference = compare (last, n_last, place, n_place);

  return 1U + (difference.n_gone >= LONG) + (difference.n_new >= LONG) + difference.n_new;
}

static void
write_long (gsize n, GByteArray *bytes)
{
  const guint8 byte = (guint8)n;

  if (n >= LONG)
    g_byte_array_append (bytes, &byte, 1);
}

void
lineup_place_stream_write (
    const guint8 *last, gsize n_last, const guint8 *place, gsize n_place, GByteArray *bytes)
{
  const Difference difference = compare (last, n_last, place, n_place);
  const guint8 halves = (guint8)(MIN (difference.n_gone, LONG) << 4 | MIN (difference.n_new, LONG));

  g_byte_array_append (bytes, &halves, 1);
  write_long (difference.n_gone, bytes);
  write_long (difference.n_new, bytes);
  g_byte_array_append (bytes, place + difference.n_shared, (guint)difference.n_new);
}

static gboolean
read_long (guint half, const guint8 **at, const guint8 *end, gsize *n)
{
  *n = half;
  if (half < LONG)
    return TRUE;
  if (*at == end)
    return FALSE;
  *n = *(*at)++;
  return TRUE;
}

gboolean
lineup_place_stream_read (LineupPackedPlace *place, const guint8 **at, const guint8 *end)
{
  gsize n_gone = 0;
  gsize n_new = 0;
  guint8 halves = 0;

  if (*at == end)
    return FALSE;
  halves = *(*at)++;
  if (!read_long (halves >> 4, at, end, &n_gone) || !read_long (halves & LONG, at, end, &n_new)
      || n_gone > place->n_bytes || n_new > (gsize)(end - *at))
    return FALSE;
  place->n_bytes -= n_gone;
  if (n_new > sizeof place->bytes - place->n_bytes)
    return FALSE;
  memcpy (place->bytes + place->n_bytes, *at, n_new);
  place->n_bytes += n_new;
  *at += n_new;
  return place->n_bytes > sizeof (guint32);
}

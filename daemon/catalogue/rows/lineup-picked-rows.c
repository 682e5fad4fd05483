/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-picked-rows.h"

/* Rows are given out one after another. What is above has not come about so: it would take 512 MB.
 */
#define MAX_ROW G_MAXUINT32

/* Bits of a byte. */
#define BITS_PER_BYTE 8

struct _LineupPickedRows
{
  GByteArray *bits; /* (owned) */
  guint n_rows;
};

LineupPickedRows *
lineup_picked_rows_new (void)
{
  LineupPickedRows *self = g_new0 (LineupPickedRows, 1);

  self->bits = g_byte_array_new ();
  return self;
}

void
lineup_picked_rows_free (LineupPickedRows *self)
{
  g_byte_array_unref (self->bits);
  g_free (self);
}

static guint8
get_bit (gint64 row)
{
  return (guint8)(1U << (row % BITS_PER_BYTE));
}

void
lineup_picked_rows_add (LineupPickedRows *self, gint64 row)
{
  const guint old_size = self->bits->len;
  const gint64 byte = row / BITS_PER_BYTE;

  if (row < 0 || row > MAX_ROW)
    return;
  if (byte >= old_size)
    {
      g_byte_array_set_size (self->bits, (guint)byte + 1);
      memset (self->bits->data + old_size, 0, self->bits->len - old_size);
    }
  self->bits->data[byte] |= get_bit (row);
  self->n_rows++;
}

gboolean
lineup_picked_rows_has (const LineupPickedRows *self, gint64 row)
{
  return row >= 0 && row / BITS_PER_BYTE < self->bits->len
         && (self->bits->data[row / BITS_PER_BYTE] & get_bit (row)) != 0;
}

guint
lineup_picked_rows_get_size (const LineupPickedRows *self)
{
  return self->n_rows;
}

gboolean
lineup_picked_rows_next (const LineupPickedRows *self, gint64 *row)
{
  const gint64 n_rows = (gint64)self->bits->len * BITS_PER_BYTE;

  while (*row < n_rows)
    {
      if (self->bits->data[*row / BITS_PER_BYTE] == 0)
        *row = (*row / BITS_PER_BYTE + 1) * BITS_PER_BYTE;
      else if (lineup_picked_rows_has (self, *row))
        return TRUE;
      else
        (*row)++;
    }
  return FALSE;
}

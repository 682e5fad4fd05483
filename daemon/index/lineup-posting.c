/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-posting.h"

#include "lineup-varint.h"

#include <string.h>

/* Bytes: of a window whose rows are bits, which nothing else that is packed has. */
#define BITS (LINEUP_ROW_SET_WINDOW / 8)

int
lineup_posting_compare (const LineupPosting *self, const LineupPosting *other)
{
  const int order = memcmp (self->key, other->key, MIN (self->n_key, other->n_key));

  if (order != 0)
    return order;
  if (self->n_key != other->n_key)
    return self->n_key < other->n_key ? -1 : 1;
  return self->window < other->window ? -1 : self->window > other->window;
}

static void
append_bits (const guint64 *bits, GByteArray *bytes)
{
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      const guint64 word = GUINT64_TO_LE (bits[i]);

      g_byte_array_append (bytes, (const guint8 *)&word, sizeof word);
    }
}

static void
pack_as_bits (const guint16 *rows, gsize n_rows, GByteArray *bytes)
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS] = { 0 };

  for (gsize i = 0; i < n_rows; i++)
    bits[rows[i] / 64] |= G_GUINT64_CONSTANT (1) << rows[i] % 64;
  append_bits (bits, bytes);
}

void
lineup_posting_pack (const guint16 *rows, gsize n_rows, GByteArray *bytes)
{
  guint8 packed[BITS + LINEUP_VARINT_MAX_BYTES];
  guint8 *at = packed;
  guint next = 0;

  /* Each takes a byte at least. */
  for (gsize i = 0; i < n_rows && at < packed + BITS; i++)
    {
      at = lineup_varint_write (at, rows[i] - next);
      next = rows[i] + 1U;
    }
  if (at < packed + BITS)
    g_byte_array_append (bytes, packed, (guint)(at - packed));
  else
    pack_as_bits (rows, n_rows, bytes);
}

void
lineup_posting_pack_bits (const guint64 *bits, GByteArray *bytes)
{
  guint16 rows[BITS];
  gsize n_rows = 0;

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      for (guint64 word = bits[i]; word != 0; word &= word - 1)
        {
          if (n_rows == BITS)
            {
              append_bits (bits, bytes);
              return;
            }
          rows[n_rows++] = (guint16)(i * 64 + (guint)__builtin_ctzll (word));
        }
    }
  lineup_posting_pack (rows, n_rows, bytes);
}

static void
unpack_bits (const guint8 *rows, guint64 *bits)
{
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      guint64 word = 0;

      memcpy (&word, rows + i * sizeof word, sizeof word);
      bits[i] |= GUINT64_FROM_LE (word);
    }
}

gboolean
lineup_posting_unpack (const LineupPosting *self, guint64 *bits)
{
  const guint8 *at = self->rows;
  const guint8 *end = NULL;
  guint64 row = 0;

  if (self->n_rows == 0)
    return FALSE;
  if (self->n_rows == BITS)
    {
      unpack_bits (self->rows, bits);
      return TRUE;
    }
  for (end = at + self->n_rows; at < end;)
    {
      guint32 distance = 0;

      if (!lineup_varint_read (&at, end, &distance))
        return FALSE;
      row += distance;
      if (row >= LINEUP_ROW_SET_WINDOW)
        return FALSE;
      bits[row / 64] |= G_GUINT64_CONSTANT (1) << row % 64;
      row++;
    }
  return TRUE;
}

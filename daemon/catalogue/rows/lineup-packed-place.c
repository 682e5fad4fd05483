/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-packed-place.h"

/* Bits: that of a sign, which is turned so that negative numbers come first. */
#define SIGN (G_GUINT64_CONSTANT (1) << 63)

/* A place is: the type of its key; a number with its highest byte first, or a text with a zero
 * behind it, or nothing; and its row, with its highest byte first. */
enum
{
  TYPE_NUMBER,
  TYPE_TEXT,
  TYPE_UNKNOWN,
};

static void
append (LineupPackedPlace *self, const void *bytes, gsize n_bytes)
{
  memcpy (self->bytes + self->n_bytes, bytes, n_bytes);
  self->n_bytes += n_bytes;
}

static void
begin (LineupPackedPlace *self, guint8 type)
{
  self->bytes[0] = type;
  self->n_bytes = 1;
}

void
lineup_packed_place_set (LineupPackedPlace *self, const LineupPlace *place)
{
  const guint32 row = GUINT32_TO_BE ((guint32)CLAMP (place->row, 0, (gint64)G_MAXUINT32));
  const guint64 number = GUINT64_TO_BE ((guint64)place->number ^ SIGN);

  if (place->type == SQLITE_INTEGER)
    {
      begin (self, TYPE_NUMBER);
      append (self, &number, sizeof number);
    }
  else if (place->type == SQLITE_TEXT)
    {
      begin (self, TYPE_TEXT);
      append (self, place->text, strlen (place->text) + 1);
    }
  else
    begin (self, TYPE_UNKNOWN);
  append (self, &row, sizeof row);
}

void
lineup_packed_place_set_unknown (LineupPackedPlace *self)
{
  begin (self, TYPE_UNKNOWN);
}

void
lineup_packed_place_set_next (LineupPackedPlace *self)
{
  if (self->n_bytes < sizeof self->bytes)
    self->bytes[self->n_bytes++] = 0;
  else
    self->bytes[self->n_bytes - 1]++;
}

static gboolean
read_number (const guint8 *key, gsize n_key, LineupPlace *place)
{
  guint64 number = 0;

  if (n_key != sizeof number)
    return FALSE;
  memcpy (&number, key, sizeof number);
  place->type = SQLITE_INTEGER;
  place->number = (gint64)(GUINT64_FROM_BE (number) ^ SIGN);
  return TRUE;
}

static gboolean
read_text (const guint8 *key, gsize n_key, LineupPlace *place)
{
  if (n_key < 2 || n_key > sizeof place->text || memchr (key, '\0', n_key) != key + n_key - 1)
    return FALSE;
  place->type = SQLITE_TEXT;
  memcpy (place->text, key, n_key);
  return TRUE;
}

gboolean
lineup_packed_place_read (const guint8 *bytes, gsize n_bytes, LineupPlace *place)
{
  const gsize n_beside = 1 + sizeof (guint32);
  const guint8 *key = bytes + 1;

  if (n_bytes < n_beside)
    return FALSE;
  lineup_place_set_unknown (place, lineup_packed_place_get_row (bytes, n_bytes));
  switch (bytes[0])
    {
    case TYPE_NUMBER:
      return read_number (key, n_bytes - n_beside, place);
    case TYPE_TEXT:
      return read_text (key, n_bytes - n_beside, place);
    case TYPE_UNKNOWN:
      return n_bytes == n_beside;
    default:
      return FALSE;
    }
}

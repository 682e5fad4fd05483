/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stretch.h"

#include "lineup-place-stream.h"

/* Where a place ends, in bytes. */
typedef struct
{
  guint32 end;  /* of it as it is */
  guint32 size; /* of it and all before in a file */
} Mark;

struct _LineupStretch
{
  GByteArray *bytes; /* (owned): of all places, one behind the other */
  GArray *marks;     /* (owned) (element-type Mark): a mark for each */
};

LineupStretch *
lineup_stretch_new (void)
{
  LineupStretch *self = g_new0 (LineupStretch, 1);

  self->bytes = g_byte_array_new ();
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  return self;
}

void
lineup_stretch_free (LineupStretch *self)
{
  g_byte_array_unref (self->bytes);
  g_array_unref (self->marks);
  g_free (self);
}

void
lineup_stretch_clear (LineupStretch *self)
{
  g_byte_array_set_size (self->bytes, 0);
  g_array_set_size (self->marks, 0);
}

guint
lineup_stretch_get_length (const LineupStretch *self)
{
  return self->marks->len;
}

static Mark
get_mark (const LineupStretch *self, guint length)
{
  return length > 0 ? g_array_index (self->marks, Mark, length - 1) : (Mark){ 0, 0 };
}

gsize
lineup_stretch_get_size (const LineupStretch *self)
{
  return get_mark (self, self->marks->len).size;
}

const guint8 *
lineup_stretch_get (const LineupStretch *self, guint i, gsize *n_bytes)
{
  const guint32 start = get_mark (self, i).end;

  g_return_val_if_fail (i < self->marks->len, NULL);

  *n_bytes = get_mark (self, i + 1).end - start;
  return self->bytes->data + start;
}

guint
lineup_stretch_find (const LineupStretch *self, const LineupPackedPlace *place)
{
  guint first = 0;
  guint beyond = self->marks->len;

  while (first < beyond)
    {
      const guint middle = first + (beyond - first) / 2;
      gsize n_bytes = 0;
      const guint8 *bytes = lineup_stretch_get (self, middle, &n_bytes);

      if (lineup_packed_place_compare (bytes, n_bytes, place->bytes, place->n_bytes) < 0)
        first = middle + 1;
      else
        beyond = middle;
    }
  return first;
}

static void
add (LineupStretch *self, const guint8 *bytes, gsize n_bytes, gsize size)
{
  const Mark last = get_mark (self, self->marks->len);
  const Mark mark = { last.end + (guint32)n_bytes, last.size + (guint32)size };

  g_byte_array_append (self->bytes, bytes, (guint)n_bytes);
  g_array_append_val (self->marks, mark);
}

void
lineup_stretch_append (LineupStretch *self, const guint8 *bytes, gsize n_bytes)
{
  const guint length = self->marks->len;
  const guint8 *last = NULL;
  gsize n_last = 0;

  if (length > 0)
    last = lineup_stretch_get (self, length - 1, &n_last);
  add (self, bytes, n_bytes, lineup_place_stream_get_size (last, n_last, bytes, n_bytes));
}

/* Writes the first places. */
static void
write_first (const LineupStretch *self, guint length, GByteArray *bytes)
{
  const guint8 *last = NULL;
  gsize n_last = 0;

  g_byte_array_set_size (bytes, 0);
  for (guint i = 0; i < length; i++)
    {
      gsize n_place = 0;
      const guint8 *place = lineup_stretch_get (self, i, &n_place);

      lineup_place_stream_write (last, n_last, place, n_place, bytes);
      last = place;
      n_last = n_place;
    }
}

/* Drops the first places. What the next one takes in a file is more without them. */
static void
drop_first (LineupStretch *self, guint length)
{
  const Mark dropped = get_mark (self, length);
  guint32 more = 0;

  g_byte_array_remove_range (self->bytes, 0, dropped.end);
  g_array_remove_range (self->marks, 0, length);
  if (self->marks->len > 0)
    {
      const Mark first = get_mark (self, 1);
      const guint32 n_first = first.end - dropped.end;

      more = (guint32)lineup_place_stream_get_size (NULL, 0, self->bytes->data, n_first)
             - (first.size - dropped.size);
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      Mark *mark = &g_array_index (self->marks, Mark, i);

      mark->end -= dropped.end;
      mark->size = mark->size - dropped.size + more;
    }
}

guint
lineup_stretch_cut (LineupStretch *self, gsize size, GByteArray *bytes, LineupPackedPlace *last)
{
  guint length = self->marks->len;
  const guint8 *last_bytes = NULL;

  while (length > 1 && get_mark (self, length).size > size)
    length--;
  last_bytes = lineup_stretch_get (self, length - 1, &last->n_bytes);
  memcpy (last->bytes, last_bytes, last->n_bytes);
  write_first (self, length, bytes);
  drop_first (self, length);
  return length;
}

gboolean
lineup_stretch_read (LineupStretch *self, const guint8 *bytes, gsize n_bytes)
{
  const guint8 *end = bytes + n_bytes;
  LineupPackedPlace place = { .n_bytes = 0 };

  while (bytes < end)
    {
      const guint length = self->marks->len;
      const guint8 *start = bytes;
      const guint8 *last = NULL;
      gsize n_last = 0;

      if (!lineup_place_stream_read (&place, &bytes, end))
        return FALSE;
      if (length > 0)
        last = lineup_stretch_get (self, length - 1, &n_last);
      if (last != NULL
          && lineup_packed_place_compare (last, n_last, place.bytes, place.n_bytes) >= 0)
        return FALSE;
      add (self, place.bytes, place.n_bytes, (gsize)(bytes - start));
    }
  return TRUE;
}

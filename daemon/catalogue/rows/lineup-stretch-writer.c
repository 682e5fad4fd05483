/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-stretch-writer.h"

#include "lineup-stored-order.h"

/* Bytes: of a stretch among many that are written at once, which leaves room for some more places;
 * and of one that is too small to be left alone. */
#define FULL  3500U
#define SMALL (LINEUP_STRETCH_MAX_BYTES / 4)

struct _LineupStretchWriter
{
  LineupStoredOrder order; /* that is being written */
  gint64 last_number;      /* the highest of all stretches */

  /* The part of it that is being written. */
  gboolean is_open;
  gboolean is_changed;
  gint64 number;            /* of the stretch that it was, 0 once that is used */
  LineupPackedPlace first;  /* of the next stretch, or something before that */
  gboolean has_beyond;      /* whether there is a stretch behind */
  LineupPackedPlace beyond; /* what that begins with */
  LineupStretch *old;       /* (owned): what was there */
  guint at;                 /* places of it that were looked at */
  LineupStretch *new;       /* (owned): what will be there, but for what is written */
  GByteArray *bytes;        /* (owned): of the stretch at hand */
};

static LineupStatement *
get_statement (LineupStretchWriter *self, const char *name, GError **error)
{
  return lineup_database_get_statement (self->order.database, name, self->order.kind, error);
}

static gboolean
load_last_number (LineupStretchWriter *self, GError **error)
{
  LineupStatement *last = get_statement (self, "stretch-last", error);
  g_auto (LineupRows) rows = lineup_statement_query (last);
  gboolean has_row = FALSE;

  if (last == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  self->last_number = lineup_rows_get_int (&rows, "stretch");
  return TRUE;
}

LineupStretchWriter *
lineup_stretch_writer_new (LineupDatabase *database, LineupKind kind, GError **error)
{
  g_autoptr (LineupStretchWriter) self = g_new0 (LineupStretchWriter, 1);

  self->order = (LineupStoredOrder){ .database = database, .kind = kind };
  self->old = lineup_stretch_new ();
  self->new = lineup_stretch_new ();
  self->bytes = g_byte_array_new ();
  return load_last_number (self, error) ? g_steal_pointer (&self) : NULL;
}

void
lineup_stretch_writer_free (LineupStretchWriter *self)
{
  lineup_stretch_free (self->old);
  lineup_stretch_free (self->new);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/* Learns what is behind a stretch that begins with a place. */
static gboolean
find_beyond (LineupStretchWriter *self, const LineupPackedPlace *first, GError **error)
{
  const LineupPackedPlace start = *first;
  gint64 number = 0;

  return lineup_stored_order_find (
      &self->order, "stretch-next", &start, &self->beyond, &number, &self->has_beyond, error);
}

/* Goes to the part of an order that a place belongs to. */
static gboolean
open_part (LineupStretchWriter *self, const LineupPlaceChange *change, GError **error)
{
  gboolean found = FALSE;

  self->is_open = TRUE;
  self->is_changed = FALSE;
  self->order.sort = change->sort;
  self->order.category = change->category;
  self->number = 0;
  self->first.n_bytes = 0;
  self->has_beyond = FALSE;
  self->at = 0;
  lineup_stretch_clear (self->old);
  lineup_stretch_clear (self->new);
  if (!lineup_stored_order_find (
          &self->order, "stretch-find", &change->place, &self->first, &self->number, &found, error))
    return FALSE;
  return !found
         || (lineup_stored_order_read_stretch (&self->order, self->number, self->old, error)
             && find_beyond (self, &self->first, error));
}

static gboolean
put_stretch (LineupStretchWriter *self, gint64 number, guint length, GError **error)
{
  LineupStatement *put = get_statement (self, "stretch-put", error);
  LineupStatement *order_put
      = put != NULL ? lineup_stored_order_get_statement (&self->order, "order-put", error) : NULL;

  if (order_put == NULL)
    return FALSE;
  lineup_statement_bind_int (put, "stretch", number);
  lineup_statement_bind_blob (put, "places", self->bytes->data, self->bytes->len);
  lineup_stored_order_bind_place (order_put, "first", &self->first);
  lineup_statement_bind_int (order_put, "stretch", number);
  lineup_statement_bind_int (order_put, "length", length);
  return lineup_statement_execute (put, error) && lineup_statement_execute (order_put, error);
}

/* The shortest that comes behind one place and not behind the next. */
static void
set_between (LineupPackedPlace *self, const LineupPackedPlace *last, const LineupStretch *rest)
{
  gsize n_next = 0;
  const guint8 *next = lineup_stretch_get (rest, 0, &n_next);
  gsize n = 0;

  while (n < last->n_bytes && n + 1 < n_next && last->bytes[n] == next[n])
    n++;
  self->n_bytes = n + 1;
  memcpy (self->bytes, next, n + 1);
}

/* Writes a stretch of so many bytes at most. */
static gboolean
write_stretch (LineupStretchWriter *self, gsize size, GError **error)
{
  const gint64 number = self->number != 0 ? self->number : ++self->last_number;
  LineupPackedPlace last;
  const guint length = lineup_stretch_cut (self->new, size, self->bytes, &last);

  self->number = 0;
  if (!put_stretch (self, number, length, error))
    return FALSE;
  if (lineup_stretch_get_length (self->new) > 0)
    set_between (&self->first, &last, self->new);
  return TRUE;
}

static gboolean
append (LineupStretchWriter *self, const guint8 *bytes, gsize n_bytes, GError **error)
{
  lineup_stretch_append (self->new, bytes, n_bytes);
  return lineup_stretch_get_size (self->new) <= LINEUP_STRETCH_MAX_BYTES + FULL
         || write_stretch (self, FULL, error);
}

/* Goes on to a place, or to the end of what was there. Tells whether it is at that place. */
static gboolean
copy (LineupStretchWriter *self, const LineupPackedPlace *place, gboolean *is_there, GError **error)
{
  for (*is_there = FALSE; self->at < lineup_stretch_get_length (self->old); self->at++)
    {
      gsize n_bytes = 0;
      const guint8 *bytes = lineup_stretch_get (self->old, self->at, &n_bytes);
      const int order = place == NULL ? -1
                                      : lineup_packed_place_compare (
                                          bytes, n_bytes, place->bytes, place->n_bytes);

      *is_there = order == 0;
      if (order >= 0)
        return TRUE;
      if (!append (self, bytes, n_bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
delete_stretch (LineupStretchWriter *self,
                const LineupPackedPlace *first,
                gint64 number,
                GError **error)
{
  LineupStatement *delete = get_statement (self, "stretch-delete", error);
  LineupStatement *order_delete = delete != NULL ? lineup_stored_order_get_statement (
                                      &self->order, "order-delete", error)
                                                 : NULL;

  if (order_delete == NULL)
    return FALSE;
  lineup_statement_bind_int (delete, "stretch", number);
  lineup_stored_order_bind_place (order_delete, "first", first);
  return lineup_statement_execute (delete, error) && lineup_statement_execute (order_delete, error);
}

/* Takes the stretch behind in. */
static gboolean
take_next (LineupStretchWriter *self, GError **error)
{
  const LineupPackedPlace start = self->beyond;
  LineupPackedPlace first;
  gint64 number = 0;
  gboolean found = FALSE;

  if (!lineup_stored_order_find (
          &self->order, "stretch-find", &start, &first, &number, &found, error))
    return FALSE;
  if (!found)
    return lineup_database_fail_damaged (self->order.database, error);
  self->at = 0;
  return lineup_stored_order_read_stretch (&self->order, number, self->old, error)
         && find_beyond (self, &start, error) && delete_stretch (self, &start, number, error);
}

static gboolean
write_rest (LineupStretchWriter *self, GError **error)
{
  const gsize size = lineup_stretch_get_size (self->new);

  if (size > LINEUP_STRETCH_MAX_BYTES && !write_stretch (self, size / 2, error))
    return FALSE;
  if (lineup_stretch_get_length (self->new) > 0)
    return write_stretch (self, G_MAXSIZE, error);
  return self->number == 0 || delete_stretch (self, &self->first, self->number, error);
}

static gboolean
takes (LineupStretchWriter *self, const LineupPlaceChange *change)
{
  return change != NULL && change->sort == self->order.sort
         && change->category == self->order.category
         && (!self->has_beyond
             || lineup_packed_place_compare (change->place.bytes,
                                             change->place.n_bytes,
                                             self->beyond.bytes,
                                             self->beyond.n_bytes)
                    < 0);
}

/* Ends the part at hand unless a change belongs to it. */
static gboolean
leave (LineupStretchWriter *self, const LineupPlaceChange *change, GError **error)
{
  while (self->is_open && !takes (self, change))
    {
      gboolean is_there = FALSE;

      if (!copy (self, NULL, &is_there, error))
        return FALSE;
      if (self->is_changed && self->has_beyond && lineup_stretch_get_size (self->new) < SMALL)
        {
          if (!take_next (self, error))
            return FALSE;
          continue;
        }
      self->is_open = FALSE;
      if (self->is_changed && !write_rest (self, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_stretch_writer_apply (LineupStretchWriter *self,
                             const LineupPlaceChange *change,
                             GError **error)
{
  const LineupPackedPlace *place = &change->place;
  gboolean is_there = FALSE;

  if (!leave (self, change, error) || (!self->is_open && !open_part (self, change, error))
      || !copy (self, place, &is_there, error))
    return FALSE;
  self->at += is_there;
  self->is_changed = self->is_changed || change->comes != is_there;
  return !change->comes || append (self, place->bytes, place->n_bytes, error);
}

gboolean
lineup_stretch_writer_end (LineupStretchWriter *self, GError **error)
{
  return leave (self, NULL, error);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-packed-order.h"

#include "lineup-stored-order.h"

struct _LineupPackedOrder
{
  LineupStoredOrder stored;

  gboolean has_stretch; /* whether one is at hand; else it is at the beginning */
  LineupPackedPlace
      first;              /* of the stretch at hand, or something between that and what is before */
  LineupStretch *stretch; /* (owned): the one at hand */
  guint at;               /* places of it that are before */
};

LineupPackedOrder *
lineup_packed_order_new (LineupDatabase *database,
                         LineupKind kind,
                         LineupSort sort,
                         gint64 category)
{
  LineupPackedOrder *self = g_new0 (LineupPackedOrder, 1);

  self->stored = (LineupStoredOrder){ database, kind, sort, category };
  self->stretch = lineup_stretch_new ();
  return self;
}

void
lineup_packed_order_free (LineupPackedOrder *self)
{
  lineup_stretch_free (self->stretch);
  g_free (self);
}

/* Goes before all stretches. */
static void
go_to_beginning (LineupPackedOrder *self)
{
  self->has_stretch = FALSE;
  self->at = 0;
  lineup_stretch_clear (self->stretch);
}

static gboolean
read_stretch (LineupPackedOrder *self, gint64 number, GError **error)
{
  self->has_stretch = lineup_stored_order_read_stretch (
      &self->stored, number, self->stretch, error);
  return self->has_stretch;
}

/* Goes to the stretch that a statement gives for a place, if there is one. */
static gboolean
find_stretch (LineupPackedOrder *self,
              const char *name,
              const LineupPackedPlace *place,
              gboolean *found,
              GError **error)
{
  gint64 number = 0;

  return lineup_stored_order_find (&self->stored, name, place, &self->first, &number, found, error)
         && (!*found || read_stretch (self, number, error));
}

/* Few rows each, of which there is one for some hundreds of places. */
gboolean
lineup_packed_order_count (LineupPackedOrder *self, guint *n_places, GError **error)
{
  LineupStatement *count = lineup_stored_order_get_statement (
      &self->stored, "stretches-count", error);
  g_auto (LineupRows) rows = lineup_statement_query (count);
  gboolean has_row = FALSE;

  if (count == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *n_places = (guint)lineup_rows_get_int (&rows, "places");
  return TRUE;
}

gboolean
lineup_packed_order_seek (LineupPackedOrder *self, const LineupPackedPlace *place, GError **error)
{
  gboolean found = FALSE;

  go_to_beginning (self);
  if (!find_stretch (self, "stretch-find", place, &found, error))
    return FALSE;
  if (found)
    self->at = lineup_stretch_find (self->stretch, place);
  return TRUE;
}

gboolean
lineup_packed_order_go_to (LineupPackedOrder *self, guint n_before, GError **error)
{
  LineupStatement *list = lineup_stored_order_get_statement (
      &self->stored, "stretches-list", error);
  g_auto (LineupRows) rows = lineup_statement_query (list);
  gboolean has_row = FALSE;
  gint64 last = 0;
  guint n_left = n_before;

  go_to_beginning (self);
  if (list == NULL)
    return FALSE;
  while (TRUE)
    {
      guint length = 0;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      length = (guint)lineup_rows_get_int (&rows, "length");
      last = lineup_rows_get_int (&rows, "stretch");
      if (!lineup_stored_order_read_first (&self->stored, &rows, &self->first, error))
        return FALSE;
      if (n_left < length)
        break;
      n_left -= length;
    }
  if (last == 0)
    return TRUE;
  if (!read_stretch (self, last, error))
    return FALSE;
  self->at = lineup_stretch_get_length (self->stretch);
  if (has_row && n_left <= self->at)
    self->at = n_left;
  return TRUE;
}

gboolean
lineup_packed_order_get_number (LineupPackedOrder *self,
                                const LineupPackedPlace *place,
                                guint *n_before,
                                GError **error)
{
  LineupStatement *before = NULL;
  g_auto (LineupRows) rows = { NULL };
  gboolean has_row = FALSE;

  *n_before = 0;
  if (!lineup_packed_order_seek (self, place, error))
    return FALSE;
  if (!self->has_stretch)
    return TRUE;
  before = lineup_stored_order_get_statement (&self->stored, "stretches-before", error);
  if (before == NULL)
    return FALSE;
  rows = lineup_statement_query (before);
  lineup_stored_order_bind_place (before, "first", &self->first);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *n_before = (guint)lineup_rows_get_int (&rows, "places") + self->at;
  return TRUE;
}

gboolean
lineup_packed_order_next (LineupPackedOrder *self,
                          const guint8 **place,
                          gsize *n_bytes,
                          GError **error)
{
  *place = NULL;
  if (self->at == lineup_stretch_get_length (self->stretch))
    {
      const LineupPackedPlace nothing = { .n_bytes = 0 };
      const LineupPackedPlace first = self->first;
      gboolean found = FALSE;

      if (!find_stretch (self,
                         self->has_stretch ? "stretch-next" : "stretch-find",
                         self->has_stretch ? &first : &nothing,
                         &found,
                         error))
        return FALSE;
      if (!found)
        return TRUE;
      self->at = 0;
    }
  *place = lineup_stretch_get (self->stretch, self->at++, n_bytes);
  return TRUE;
}

gboolean
lineup_packed_order_previous (LineupPackedOrder *self,
                              const guint8 **place,
                              gsize *n_bytes,
                              GError **error)
{
  *place = NULL;
  if (self->at == 0)
    {
      const LineupPackedPlace first = self->first;
      gboolean found = FALSE;

      if (!self->has_stretch)
        return TRUE;
      if (!find_stretch (self, "stretch-previous", &first, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      self->at = lineup_stretch_get_length (self->stretch);
    }
  *place = lineup_stretch_get (self->stretch, --self->at, n_bytes);
  return TRUE;
}

gboolean
lineup_packed_order_pick (LineupPackedOrder *self, LineupPickedRows *rows, GError **error)
{
  while (TRUE)
    {
      const guint8 *place = NULL;
      gsize n_bytes = 0;

      if (!lineup_packed_order_next (self, &place, &n_bytes, error))
        return FALSE;
      if (place == NULL)
        return TRUE;
      lineup_picked_rows_add (rows, lineup_packed_place_get_row (place, n_bytes));
    }
}

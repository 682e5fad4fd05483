/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-packed-order.h"

#include "lineup-stretch.h"

struct _LineupPackedOrder
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupSort sort;
  gint64 category;

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

  self->database = database;
  self->kind = kind;
  self->sort = sort;
  self->category = category;
  self->stretch = lineup_stretch_new ();
  return self;
}

void
lineup_packed_order_free (LineupPackedOrder *self)
{
  lineup_stretch_free (self->stretch);
  g_free (self);
}

static LineupStatement *
get_statement (LineupPackedOrder *self, const char *name, GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      self->database, name, self->kind, error);

  if (statement == NULL)
    return NULL;
  lineup_statement_bind_int (statement, "sort", self->sort);
  lineup_statement_bind_int (statement, "category", self->category);
  return statement;
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
read_first (LineupPackedOrder *self, const LineupRows *rows, GError **error)
{
  const void *first = lineup_rows_get_blob (rows, "first", &self->first.n_bytes);

  if (self->first.n_bytes > sizeof self->first.bytes)
    return lineup_database_fail_damaged (self->database, error);
  if (self->first.n_bytes > 0)
    memcpy (self->first.bytes, first, self->first.n_bytes);
  return TRUE;
}

static gboolean
read_stretch (LineupPackedOrder *self, gint64 number, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "stretch-get", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;
  gsize n_bytes = 0;
  const void *bytes = NULL;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "stretch", number);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    bytes = lineup_rows_get_blob (&rows, "places", &n_bytes);
  lineup_stretch_clear (self->stretch);
  if (n_bytes == 0 || !lineup_stretch_read (self->stretch, bytes, n_bytes))
    return lineup_database_fail_damaged (self->database, error);
  self->has_stretch = TRUE;
  return TRUE;
}

/* Goes to the stretch that the rows are at. */
static gboolean
take_stretch (LineupPackedOrder *self, const LineupRows *rows, GError **error)
{
  return read_first (self, rows, error)
         && read_stretch (self, lineup_rows_get_int (rows, "stretch"), error);
}

/* Goes to the stretch that a statement gives for a place, if there is one. */
static gboolean
find_stretch (LineupPackedOrder *self,
              const char *name,
              const LineupPackedPlace *place,
              gboolean *found,
              GError **error)
{
  LineupStatement *find = get_statement (self, name, error);
  g_auto (LineupRows) rows = lineup_statement_query (find);

  if (find == NULL)
    return FALSE;
  if (place->n_bytes > 0)
    lineup_statement_bind_blob (find, "place", place->bytes, place->n_bytes);
  else
    lineup_statement_bind_empty_blob (find, "place");
  return lineup_rows_next (&rows, found, error) && (!*found || take_stretch (self, &rows, error));
}

/* Few rows each, of which there is one for some hundreds of places. */
gboolean
lineup_packed_order_count (LineupPackedOrder *self, guint *n_places, GError **error)
{
  LineupStatement *count = get_statement (self, "stretches-count", error);
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
  LineupStatement *list = get_statement (self, "stretches-list", error);
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
      if (!read_first (self, &rows, error))
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
  before = get_statement (self, "stretches-before", error);
  if (before == NULL)
    return FALSE;
  rows = lineup_statement_query (before);
  if (self->first.n_bytes > 0)
    lineup_statement_bind_blob (before, "first", self->first.bytes, self->first.n_bytes);
  else
    lineup_statement_bind_empty_blob (before, "first");
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

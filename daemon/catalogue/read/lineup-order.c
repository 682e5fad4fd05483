/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-order.h"

#include "lineup-packed-order.h"
#include "lineup-place-walk.h"
#include "lineup-reader-private.h"
#include "lineup-selection.h"

struct _LineupOrder
{
  LineupDatabase *database; /* (unowned) */
  const LineupQuery *query; /* (unowned) */
  gint64 category;          /* its key */
  LineupPickedRows *taken;  /* (owned) (nullable): those that pass the filter, %NULL for all */
  LineupPlaceWalk *walk;    /* (owned) (nullable): once it has begun */
  guint n_given;            /* of those that pass */
  gboolean has_ended;       /* the walk */
};

LineupOrder *
lineup_order_new (LineupReader *reader, const LineupQuery *query, GError **error)
{
  g_autoptr (LineupOrder) self = g_new0 (LineupOrder, 1);
  const LineupFilter *filter = &query->filter;

  self->database = lineup_reader_get_database (reader);
  self->query = query;
  if (!lineup_reader_find_category (reader, query->kind, filter->category, &self->category, error)
      || !lineup_selection_read (reader, query->kind, filter, self->category, &self->taken, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
lineup_order_free (LineupOrder *self)
{
  g_clear_pointer (&self->taken, lineup_picked_rows_free);
  g_clear_pointer (&self->walk, lineup_place_walk_free);
  g_free (self);
}

static gboolean
count_places (LineupOrder *self, guint *n_places, GError **error)
{
  /* All orders have as many; this is the one with the fewest stretches. */
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      self->database, self->query->kind, LINEUP_SORT_YEAR, self->category);

  return lineup_packed_order_count (order, n_places, error);
}

gboolean
lineup_order_count (LineupOrder *self, guint *n_items, GError **error)
{
  if (self->taken == NULL)
    return count_places (self, n_items, error);
  *n_items = lineup_picked_rows_get_size (self->taken);
  return TRUE;
}

static gboolean
begin (LineupOrder *self, GError **error)
{
  if (self->walk == NULL)
    self->walk = lineup_place_walk_new (
        self->database, self->query, self->category, NULL, NULL, error);
  return self->walk != NULL;
}

/* Behind the last item that passes there is nothing to look at. */
static gboolean
is_at_end (LineupOrder *self)
{
  return self->has_ended
         || (self->taken != NULL && self->n_given == lineup_picked_rows_get_size (self->taken));
}

gboolean
lineup_order_next (LineupOrder *self, gint64 *row, gboolean *has_row, GError **error)
{
  *has_row = FALSE;
  if (is_at_end (self))
    return TRUE;
  if (!begin (self, error))
    return FALSE;
  do
    {
      if (!lineup_place_walk_next_row (self->walk, row, has_row, error))
        return FALSE;
    }
  while (*has_row && self->taken != NULL && !lineup_picked_rows_has (self->taken, *row));
  self->n_given += *has_row;
  self->has_ended = !*has_row;
  return TRUE;
}

static gboolean
pass (LineupOrder *self, guint n_items, gboolean *is_there, GError **error)
{
  gint64 row = 0;

  *is_there = TRUE;
  for (guint i = 0; i < n_items && *is_there; i++)
    {
      if (!lineup_order_next (self, &row, is_there, error))
        return FALSE;
    }
  return TRUE;
}

/* Where all pass, nothing between need be looked at. */
gboolean
lineup_order_skip (
    LineupOrder *self, guint n_items, LineupPlace *last, gboolean *is_there, GError **error)
{
  g_return_val_if_fail (self->walk == NULL, FALSE);

  if (!begin (self, error)
      || !(self->taken == NULL ? lineup_place_walk_skip (self->walk, n_items, is_there, error)
                               : pass (self, n_items, is_there, error)))
    return FALSE;
  return !*is_there || lineup_place_walk_read (self->walk, last, error);
}

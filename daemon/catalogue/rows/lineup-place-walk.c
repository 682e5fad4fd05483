/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-walk.h"

#include "lineup-packed-order.h"
#include "lineup-row.h"

struct _LineupPlaceWalk
{
  LineupDatabase *database; /* (unowned) */
  LineupPackedOrder *order; /* (owned) */
  LineupKind kind;
  gint64 category;
  gboolean backward;
  gboolean known;         /* whether what is known is still to come, of a backward walk */
  const guint8 *at;       /* (unowned): the place at hand, until the next step */
  gsize n_bytes;          /* of it */
  LineupPackedPlace last; /* what comes behind all that is known */

  LineupPlaceMoves *moves; /* (unowned) (nullable): there when the listing goes on */
  GArray *categories;      /* (owned) (element-type guint32): of a moved item */
  LineupPlace ahead;       /* the next place of an item that has not moved */
  gboolean has_ahead;
  gboolean looked_ahead;
};

/* Goes behind a place, which no item need be at. */
static gboolean
go_behind (LineupPlaceWalk *self, const LineupPlace *start, GError **error)
{
  LineupPackedPlace place;

  lineup_packed_place_set (&place, start);
  if (!self->backward)
    lineup_packed_place_set_next (&place);
  return lineup_packed_order_seek (self->order, &place, error);
}

/* Forward, what is unknown lies at the end. Backward it would come first: what is known is walked
 * before it. */
static gboolean
begin (LineupPlaceWalk *self, const LineupPlace *start, GError **error)
{
  self->known = self->backward && (start == NULL || start->type != SQLITE_BLOB);
  if (start != NULL)
    return go_behind (self, start, error);
  return !self->backward || lineup_packed_order_seek (self->order, &self->last, error);
}

LineupPlaceWalk *
lineup_place_walk_new (LineupDatabase *database,
                       const LineupQuery *query,
                       gint64 category,
                       const LineupPlace *start,
                       LineupPlaceMoves *moves,
                       GError **error)
{
  g_autoptr (LineupPlaceWalk) self = g_new0 (LineupPlaceWalk, 1);

  self->database = database;
  self->kind = query->kind;
  self->category = category;
  self->backward = lineup_query_is_backward (query);
  self->categories = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->moves = moves;
  self->order = lineup_packed_order_new (database, query->kind, query->sort, category);
  lineup_packed_place_set_unknown (&self->last);
  if (moves != NULL)
    lineup_place_moves_begin (moves, start, self->backward);
  return begin (self, start, error) ? g_steal_pointer (&self) : NULL;
}

void
lineup_place_walk_free (LineupPlaceWalk *self)
{
  lineup_packed_order_free (self->order);
  g_array_unref (self->categories);
  g_free (self);
}

/* Goes to the end, from where what is unknown is walked. */
static gboolean
begin_unknown (LineupPlaceWalk *self, GError **error)
{
  self->known = FALSE;
  return lineup_packed_order_go_to (self->order, G_MAXUINT, error)
         && lineup_packed_order_previous (self->order, &self->at, &self->n_bytes, error);
}

static gboolean
step_backward (LineupPlaceWalk *self, GError **error)
{
  if (!lineup_packed_order_previous (self->order, &self->at, &self->n_bytes, error)
      || (self->at == NULL && self->known && !begin_unknown (self, error)))
    return FALSE;
  /* What is known was walked before. */
  if (!self->known && self->at != NULL && self->at[0] < self->last.bytes[0])
    self->at = NULL;
  return TRUE;
}

static gboolean
step (LineupPlaceWalk *self, gboolean *has_place, GError **error)
{
  if (!(self->backward ? step_backward (self, error)
                       : lineup_packed_order_next (self->order, &self->at, &self->n_bytes, error)))
    return FALSE;
  *has_place = self->at != NULL;
  return TRUE;
}

gboolean
lineup_place_walk_next_row (LineupPlaceWalk *self, gint64 *row, gboolean *has_row, GError **error)
{
  if (!step (self, has_row, error))
    return FALSE;
  if (*has_row)
    *row = lineup_packed_place_get_row (self->at, self->n_bytes);
  return TRUE;
}

gboolean
lineup_place_walk_read (LineupPlaceWalk *self, LineupPlace *place, GError **error)
{
  return lineup_packed_place_read (self->at, self->n_bytes, place)
         || lineup_database_fail_damaged (self->database, error);
}

/* Goes to the last of so many places, which are not before the beginning of what is unknown. */
static gboolean
go_back (LineupPlaceWalk *self, guint n_places, GError **error)
{
  guint n_known = 0;
  guint n_all = 0;

  if (!lineup_packed_order_get_number (self->order, &self->last, &n_known, error))
    return FALSE;
  if (n_places <= n_known)
    return lineup_packed_order_go_to (self->order, n_known - n_places + 1, error);
  self->known = FALSE;
  if (!lineup_packed_order_count (self->order, &n_all, error))
    return FALSE;
  n_places -= n_known;
  return lineup_packed_order_go_to (
      self->order, n_places <= n_all - n_known ? n_all - n_places + 1 : n_known, error);
}

gboolean
lineup_place_walk_skip (LineupPlaceWalk *self, guint n_places, gboolean *has_place, GError **error)
{
  if (!(self->backward ? go_back (self, n_places, error)
                       : lineup_packed_order_go_to (self->order, n_places - 1, error)))
    return FALSE;
  return step (self, has_place, error);
}

/* Finds the next place of an item that has not moved. */
static gboolean
look_ahead (LineupPlaceWalk *self, GError **error)
{
  if (self->looked_ahead)
    return TRUE;
  do
    {
      if (!step (self, &self->has_ahead, error))
        return FALSE;
      if (self->has_ahead && !lineup_place_walk_read (self, &self->ahead, error))
        return FALSE;
    }
  while (self->has_ahead && self->moves != NULL
         && lineup_place_moves_find (self->moves, self->ahead.row) != NULL);
  self->looked_ahead = TRUE;
  return TRUE;
}

/* A moved item may have left the category since, or have gone altogether. */
static gboolean
is_there (LineupPlaceWalk *self, gint64 row, gboolean *there, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "figures-get", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, there, error))
    return FALSE;
  if (!*there)
    return TRUE;
  lineup_row_read_categories (&rows, self->categories);
  *there = self->category == LINEUP_PLACE_WHOLE_KIND;
  for (guint i = 0; i < self->categories->len && !*there; i++)
    *there = g_array_index (self->categories, guint32, i) == self->category;
  return TRUE;
}

/* Where the next item was that has moved and is still there, if that comes before all others. */
static gboolean
take_moved (LineupPlaceWalk *self, LineupPlace *place, gboolean *taken, GError **error)
{
  const LineupPlace *moved = NULL;

  *taken = FALSE;
  while (!*taken && self->moves != NULL && (moved = lineup_place_moves_peek (self->moves)) != NULL)
    {
      if (self->has_ahead && lineup_place_comes_before (&self->ahead, moved, self->backward))
        return TRUE;
      *place = *moved;
      lineup_place_moves_skip (self->moves);
      if (!is_there (self, place->row, taken, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lineup_place_walk_next (LineupPlaceWalk *self,
                        LineupPlace *place,
                        gboolean *has_place,
                        GError **error)
{
  if (!look_ahead (self, error) || !take_moved (self, place, has_place, error))
    return FALSE;
  if (*has_place)
    return TRUE;
  *has_place = self->has_ahead;
  *place = self->ahead;
  self->looked_ahead = FALSE;
  return TRUE;
}

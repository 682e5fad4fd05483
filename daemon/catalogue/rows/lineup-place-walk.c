/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-walk.h"

#include "lineup-row.h"

struct _LineupPlaceWalk
{
  LineupDatabase *database;   /* (unowned) */
  LineupStatement *statement; /* (unowned) */
  LineupRows places;          /* (owned): of the statement */
  LineupKind kind;
  LineupSort sort;
  gint64 category;
  gboolean backward;
  gboolean known;    /* whether what is known is still to come, of a backward walk */
  LineupPlace start; /* of the range at hand */

  LineupPlaceMoves *moves; /* (unowned) (nullable): there when the listing goes on */
  GArray *categories;      /* (owned) (element-type guint32): of a moved item */
  LineupPlace ahead;       /* the next place of an item that has not moved */
  gboolean has_ahead;
  gboolean looked_ahead;
};

/* Forward, what is unknown lies at the end. Backward it would come first: there are two ranges
 * then, what is known and what is not. */
static void
bind (LineupPlaceWalk *self)
{
  LineupPlace lowest;

  lineup_statement_bind_int (self->statement, "sort", self->sort);
  lineup_statement_bind_int (self->statement, "category", self->category);
  lineup_place_bind (&self->start, self->statement);
  if (!self->backward)
    return;
  lineup_place_set_first (&lowest);
  if (!self->known)
    lineup_place_set_unknown (&lowest, 0);
  lineup_place_bind_key (&lowest, self->statement, "lowest");
}

static void
begin (LineupPlaceWalk *self, const LineupPlace *start)
{
  self->known = start == NULL || start->type != SQLITE_BLOB;
  if (start != NULL)
    self->start = *start;
  else if (self->backward)
    lineup_place_set_unknown (&self->start, G_MININT64);
  else
    lineup_place_set_first (&self->start);
  bind (self);
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
  self->sort = query->sort;
  self->category = category;
  self->backward = lineup_query_is_backward (query);
  self->categories = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->moves = moves;
  if (moves != NULL)
    lineup_place_moves_begin (moves, start, self->backward);
  self->statement = lineup_database_get_statement (
      database, self->backward ? "places-backward" : "places-forward", query->kind, error);
  if (self->statement == NULL)
    return NULL;
  self->places = lineup_statement_query (self->statement);
  begin (self, start);
  return g_steal_pointer (&self);
}

void
lineup_place_walk_free (LineupPlaceWalk *self)
{
  lineup_rows_clear (&self->places);
  g_array_unref (self->categories);
  g_free (self);
}

static gboolean
step (LineupPlaceWalk *self, gboolean *has_place, GError **error)
{
  if (!lineup_rows_next (&self->places, has_place, error))
    return FALSE;
  if (!*has_place && self->backward && self->known)
    {
      self->known = FALSE;
      lineup_place_set_unknown (&self->start, G_MAXINT64);
      bind (self);
      return lineup_rows_next (&self->places, has_place, error);
    }
  return TRUE;
}

gboolean
lineup_place_walk_next_row (LineupPlaceWalk *self, gint64 *row, gboolean *has_row, GError **error)
{
  if (!step (self, has_row, error))
    return FALSE;
  if (*has_row)
    *row = lineup_rows_get_int (&self->places, "row");
  return TRUE;
}

void
lineup_place_walk_read (LineupPlaceWalk *self, LineupPlace *place)
{
  lineup_place_read (place, &self->places);
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
      if (self->has_ahead)
        lineup_place_walk_read (self, &self->ahead);
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

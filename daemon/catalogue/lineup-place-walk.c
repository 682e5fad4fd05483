/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-place-walk.h"

struct _LineupPlaceWalk
{
  LineupDatabase *database; /* (unowned) */
  sqlite3_stmt *places;     /* (unowned) */
  LineupSort sort;
  gint64 category;
  gboolean backward;
  gboolean known; /* whether what is known is still to come, of a backward walk */
};

/* Forward, what is unknown lies at the end. Backward it would come first: there are two ranges
 * then, what is known and what is not. */
static void
bind (LineupPlaceWalk *self, const LineupPlace *start)
{
  LineupPlace lowest;

  sqlite3_bind_int64 (self->places, 1, self->sort);
  sqlite3_bind_int64 (self->places, 2, self->category);
  lineup_place_bind (start, self->places, 3);
  if (!self->backward)
    return;
  lineup_place_set_first (&lowest);
  if (!self->known)
    lineup_place_set_unknown (&lowest, 0);
  lineup_place_bind_key (&lowest, self->places, 5);
}

static void
begin (LineupPlaceWalk *self, const LineupPlace *start)
{
  LineupPlace first;

  self->known = start == NULL || start->type != SQLITE_BLOB;
  if (start != NULL)
    first = *start;
  else if (self->backward)
    lineup_place_set_unknown (&first, G_MININT64);
  else
    lineup_place_set_first (&first);
  bind (self, &first);
}

LineupPlaceWalk *
lineup_place_walk_new (LineupDatabase *database,
                       const LineupQuery *query,
                       gint64 category,
                       const LineupPlace *start,
                       GError **error)
{
  g_autoptr (LineupPlaceWalk) self = g_new0 (LineupPlaceWalk, 1);

  self->database = database;
  self->sort = query->sort;
  self->category = category;
  self->backward = lineup_query_is_backward (query);
  self->places = lineup_database_get_statement (
      database, self->backward ? "places-backward" : "places-forward", query->kind, error);
  if (self->places == NULL)
    return NULL;
  begin (self, start);
  return g_steal_pointer (&self);
}

void
lineup_place_walk_free (LineupPlaceWalk *self)
{
  if (self->places != NULL)
    {
      sqlite3_reset (self->places);
      sqlite3_clear_bindings (self->places);
    }
  g_free (self);
}

gboolean
lineup_place_walk_next (LineupPlaceWalk *self,
                        LineupPlace *place,
                        gboolean *has_place,
                        GError **error)
{
  if (!lineup_database_step (self->database, self->places, has_place, error))
    return FALSE;
  if (!*has_place && self->backward && self->known)
    {
      LineupPlace last;

      self->known = FALSE;
      lineup_place_set_unknown (&last, G_MAXINT64);
      bind (self, &last);
      if (!lineup_database_step (self->database, self->places, has_place, error))
        return FALSE;
    }
  if (*has_place)
    lineup_place_read (place, self->places, 0);
  return TRUE;
}

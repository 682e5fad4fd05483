/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-place-moves.h"

struct _LineupPlaceMoves
{
  GHashTable *rows; /* (owned) (element-type gint64): of all that have moved */
  GArray *places;   /* (owned) (element-type LineupPlace): where they were */
  guint next;       /* in @places */
};

static LineupPlaceMoves *
moves_new (void)
{
  LineupPlaceMoves *self = g_new0 (LineupPlaceMoves, 1);

  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (LineupPlace));
  return self;
}

LineupPlaceMoves *
lineup_place_moves_load (
    LineupDatabase *database, LineupKind kind, LineupSort sort, guint64 generation, GError **error)
{
  g_autoptr (LineupPlaceMoves) self = moves_new ();
  sqlite3_stmt *since = lineup_database_get_statement (database, "moves-since", kind, error);
  gboolean has_row = TRUE;

  if (since == NULL)
    return NULL;
  sqlite3_bind_int64 (since, 1, sort);
  sqlite3_bind_int64 (since, 2, (gint64)generation);
  sqlite3_bind_int64 (since, 3, LINEUP_PLACE_MOVES_MAX);
  while (TRUE)
    {
      LineupPlace place;

      if (!lineup_database_step (database, since, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&self);
      lineup_place_read (&place, since, 0);
      /* Where it was when the listing began is where it first left. */
      if (g_hash_table_add (self->rows, g_memdup2 (&place.row, sizeof place.row)))
        g_array_append_val (self->places, place);
    }
}

void
lineup_place_moves_free (LineupPlaceMoves *self)
{
  g_hash_table_unref (self->rows);
  g_array_unref (self->places);
  g_free (self);
}

gboolean
lineup_place_moves_have (LineupPlaceMoves *self, gint64 row)
{
  return g_hash_table_contains (self->rows, &row);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return lineup_place_compare (a, b);
}

static int
compare_backward (gconstpointer a, gconstpointer b)
{
  return lineup_place_compare_backward (a, b);
}

void
lineup_place_moves_begin (LineupPlaceMoves *self, const LineupPlace *start, gboolean backward)
{
  const GCompareFunc func = backward ? compare_backward : compare;

  g_array_sort (self->places, func);
  for (self->next = 0; self->next < self->places->len; self->next++)
    {
      if (start == NULL || func (&g_array_index (self->places, LineupPlace, self->next), start) > 0)
        return;
    }
}

const LineupPlace *
lineup_place_moves_peek (LineupPlaceMoves *self)
{
  return self->next < self->places->len ? &g_array_index (self->places, LineupPlace, self->next)
                                        : NULL;
}

void
lineup_place_moves_skip (LineupPlaceMoves *self)
{
  self->next++;
}

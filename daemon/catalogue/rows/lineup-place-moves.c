/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-place-moves.h"

struct _LineupPlaceMoves
{
  GPtrArray *places; /* (owned) (element-type LineupPlace): where items were that have moved */
  GHashTable *rows;  /* (owned) (element-type gint64 LineupPlace): the same by their rows */
  guint next;        /* in @places */
};

static LineupPlaceMoves *
moves_new (void)
{
  LineupPlaceMoves *self = g_new0 (LineupPlaceMoves, 1);

  self->places = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  return self;
}

static void
add (LineupPlaceMoves *self, const LineupPlace *place)
{
  LineupPlace *copy = g_memdup2 (place, sizeof *place);

  g_ptr_array_add (self->places, copy);
  g_hash_table_insert (self->rows, &copy->row, copy);
}

LineupPlaceMoves *
lineup_place_moves_load (
    LineupDatabase *database, LineupKind kind, LineupSort sort, guint64 generation, GError **error)
{
  g_autoptr (LineupPlaceMoves) self = moves_new ();
  LineupStatement *since = lineup_database_get_statement (database, "moves-since", kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (since);
  gboolean has_row = TRUE;

  if (since == NULL)
    return NULL;
  lineup_statement_bind_int (since, "sort", sort);
  lineup_statement_bind_int (since, "generation", (gint64)generation);
  lineup_statement_bind_int (since, "limit", LINEUP_PLACE_MOVES_MAX);
  while (TRUE)
    {
      LineupPlace place;

      if (!lineup_rows_next (&rows, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&self);
      lineup_place_read (&place, &rows);
      /* Where it was when the listing began is where it first left. */
      if (!g_hash_table_contains (self->rows, &place.row))
        add (self, &place);
    }
}

void
lineup_place_moves_free (LineupPlaceMoves *self)
{
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->places);
  g_free (self);
}

const LineupPlace *
lineup_place_moves_find (LineupPlaceMoves *self, gint64 row)
{
  return g_hash_table_lookup (self->rows, &row);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer backward)
{
  const LineupPlace *place = *(LineupPlace *const *)a;
  const LineupPlace *other = *(LineupPlace *const *)b;

  return lineup_place_comes_before (place, other, GPOINTER_TO_INT (backward)) ? -1 : 1;
}

void
lineup_place_moves_begin (LineupPlaceMoves *self, const LineupPlace *start, gboolean backward)
{
  g_ptr_array_sort_with_data (self->places, compare, GINT_TO_POINTER (backward));
  for (self->next = 0; self->next < self->places->len; self->next++)
    {
      if (lineup_place_comes_before (start, self->places->pdata[self->next], backward))
        return;
    }
}

const LineupPlace *
lineup_place_moves_peek (LineupPlaceMoves *self)
{
  return self->next < self->places->len ? self->places->pdata[self->next] : NULL;
}

void
lineup_place_moves_skip (LineupPlaceMoves *self)
{
  self->next++;
}

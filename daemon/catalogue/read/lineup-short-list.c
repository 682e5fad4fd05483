/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-short-list.h"

#include "lineup-packed-order.h"
#include "lineup-row.h"

/* Items that are few: a megabyte, and some twenty milliseconds. */
#define MAX_ITEMS 4096

struct _LineupShortList
{
  LineupDatabase *database; /* (unowned) */
  const LineupQuery *query; /* (unowned): only while the list is made */
  LineupPlaceMoves *moves;  /* (unowned) (nullable): likewise */
  gint64 category;          /* key */
  GArray *keys;             /* (owned) (element-type guint32): of the item at hand */
  gboolean backward;
  GArray *places; /* (owned) (element-type LineupPlace) */
  guint n_given;
};

/* Orders that have a range in filters. */
static const LineupSort sorts[] = { LINEUP_SORT_YEAR, LINEUP_SORT_RATING, LINEUP_SORT_ADDED };

/* Reads the rows of the items in a range, one more than are few. */
static gboolean
read_range (LineupShortList *self,
            LineupSort sort,
            gint64 category,
            const LineupPlace *first,
            const LineupPlace *last,
            GArray *found,
            GError **error)
{
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      self->database, self->query->kind, sort, category);
  LineupPackedPlace start;
  LineupPackedPlace end;

  lineup_packed_place_set (&start, first);
  lineup_packed_place_set (&end, last);
  if (!lineup_packed_order_seek (order, &start, error))
    return FALSE;
  while (found->len <= MAX_ITEMS)
    {
      const guint8 *place = NULL;
      gsize n_bytes = 0;
      gint64 row = 0;

      if (!lineup_packed_order_next (order, &place, &n_bytes, error))
        return FALSE;
      if (place == NULL || lineup_packed_place_compare (place, n_bytes, end.bytes, end.n_bytes) > 0)
        return TRUE;
      row = lineup_packed_place_get_row (place, n_bytes);
      g_array_append_val (found, row);
    }
  return TRUE;
}

/* Finds the first range that has few items. */
static gboolean
find_rows (LineupShortList *self,
           gint64 category,
           const LineupPickedRows *marked,
           GArray *rows,
           gboolean *found,
           GError **error)
{
  *found = marked != NULL && lineup_picked_rows_get_size (marked) <= MAX_ITEMS;
  for (gint64 row = 0; *found && lineup_picked_rows_next (marked, &row); row++)
    g_array_append_val (rows, row);
  for (gsize i = 0; i < G_N_ELEMENTS (sorts) && !*found; i++)
    {
      LineupPlace first;
      LineupPlace last;

      if (!lineup_place_get_range (&self->query->filter, sorts[i], &first, &last))
        continue;
      g_array_set_size (rows, 0);
      if (!read_range (self, sorts[i], category, &first, &last, rows, error))
        return FALSE;
      *found = rows->len <= MAX_ITEMS;
    }
  return TRUE;
}

/* Begins a statement's rows, and goes to what it has for a row. */
static gboolean
look_up (LineupShortList *self,
         const char *name,
         gint64 row,
         LineupRows *rows,
         gboolean *found,
         GError **error)
{
  LineupStatement *statement = lineup_database_get_statement (
      self->database, name, self->query->kind, error);

  if (statement == NULL)
    return FALSE;
  *rows = lineup_statement_query (statement);
  lineup_statement_bind_int (statement, "row", row);
  return lineup_rows_next (rows, found, error);
}

/* Finds where the item is, or where it was when the listing began. */
static gboolean
find_place (LineupShortList *self,
            gint64 row,
            const LineupFigures *figures,
            LineupPlace *place,
            GError **error)
{
  const LineupPlace *moved = self->moves != NULL ? lineup_place_moves_find (self->moves, row)
                                                 : NULL;
  g_auto (LineupRows) name = { NULL };
  gboolean found = FALSE;

  if (moved != NULL)
    {
      *place = *moved;
      return TRUE;
    }
  if (self->query->sort != LINEUP_SORT_NAME)
    {
      lineup_place_set_figure (place, self->query->sort, figures, row);
      return TRUE;
    }
  if (!look_up (self, "name-get", row, &name, &found, error))
    return FALSE;
  lineup_place_set_text (place, found ? lineup_rows_get_text (&name, "key") : "", row);
  return TRUE;
}

/* Rows of a range are of the category; those that a person has marked need not be. */
static gboolean
is_in_category (LineupShortList *self, const LineupRows *rows)
{
  gboolean is_there = self->category == LINEUP_PLACE_WHOLE_KIND;

  if (is_there)
    return TRUE;
  lineup_row_read_categories (rows, self->keys);
  for (guint i = 0; i < self->keys->len && !is_there; i++)
    is_there = g_array_index (self->keys, guint32, i) == self->category;
  return is_there;
}

/* Puts an item on the list if it may pass and is still to come. */
static gboolean
add_row (LineupShortList *self, gint64 row, const LineupPlace *start, GError **error)
{
  g_auto (LineupRows) rows = { NULL };
  gboolean found = FALSE;
  LineupFigures figures;
  LineupPlace place;

  if (!look_up (self, "figures-get", row, &rows, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  lineup_row_read_figures (&rows, &figures);
  if (!lineup_filter_takes_figures (&self->query->filter, &figures)
      || !is_in_category (self, &rows))
    return TRUE;
  if (!find_place (self, row, &figures, &place, error))
    return FALSE;
  if (lineup_place_comes_before (start, &place, self->backward))
    g_array_append_val (self->places, place);
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LineupShortList *self = user_data;

  return lineup_place_comes_before (a, b, self->backward) ? -1 : 1;
}

gboolean
lineup_short_list_make (LineupDatabase *database,
                        const LineupQuery *query,
                        gint64 category,
                        const LineupPickedRows *marked,
                        const LineupPlace *start,
                        LineupPlaceMoves *moves,
                        LineupShortList **list,
                        GError **error)
{
  g_autoptr (LineupShortList) self = g_new0 (LineupShortList, 1);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean found = FALSE;

  *list = NULL;
  self->database = database;
  self->query = query;
  self->moves = moves;
  self->category = category;
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->backward = lineup_query_is_backward (query);
  self->places = g_array_new (FALSE, FALSE, sizeof (LineupPlace));
  if (!find_rows (self, category, marked, rows, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    {
      if (!add_row (self, g_array_index (rows, gint64, i), start, error))
        return FALSE;
    }
  g_array_sort_with_data (self->places, compare_places, self);
  *list = g_steal_pointer (&self);
  return TRUE;
}

void
lineup_short_list_free (LineupShortList *self)
{
  g_array_unref (self->keys);
  g_array_unref (self->places);
  g_free (self);
}

gboolean
lineup_short_list_next (LineupShortList *self, LineupPlace *place)
{
  if (self->n_given == self->places->len)
    return FALSE;
  *place = g_array_index (self->places, LineupPlace, self->n_given++);
  return TRUE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-selection.h"

#include "lineup-genre-filter.h"
#include "lineup-index-due.h"
#include "lineup-index.h"
#include "lineup-item-filter.h"
#include "lineup-marked-rows.h"
#include "lineup-packed-order.h"
#include "lineup-reader-private.h"
#include "lineup-row.h"

#include <string.h>

/* Items that are few: to look each of them up takes less time than the index of a million does. */
#define FEW 4096

typedef struct
{
  LineupDatabase *database; /* (unowned) */
  LineupKind kind;
  LineupPickedRows *rows;   /* (owned) (nullable) */
  LineupGenreFilter *genre; /* (owned) (nullable): where rows are looked at */
  LineupMarkFilter *marked; /* (owned) (nullable) */
} Selection;

static void
selection_clear (Selection *self)
{
  g_clear_pointer (&self->rows, lineup_picked_rows_free);
  g_clear_pointer (&self->genre, lineup_genre_filter_free);
  g_clear_pointer (&self->marked, lineup_mark_filter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Selection, selection_clear)

static gboolean
take_row (Selection *self, gint64 row, GError **error)
{
  gboolean takes = FALSE;

  if (!lineup_mark_filter_takes (self->marked, row))
    return TRUE;
  if (!lineup_genre_filter_takes_row (self->genre, self->database, self->kind, row, &takes, error))
    return FALSE;
  if (takes)
    lineup_picked_rows_add (self->rows, row);
  return TRUE;
}

static gboolean
take_rows (Selection *self, LineupStatement *taken, GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (taken);
  gboolean has_row = TRUE;

  while (TRUE)
    {
      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!take_row (self, lineup_rows_get_int (&rows, "row"), error))
        return FALSE;
    }
}

static gboolean
take_all (Selection *self, const LineupFilter *filter, GError **error)
{
  LineupStatement *taken = lineup_database_get_statement (
      self->database, "rows-taken", self->kind, error);

  if (taken == NULL)
    return FALSE;
  lineup_row_bind_filter (taken, filter);
  return take_rows (self, taken, error);
}

static gboolean
takes_figures (
    Selection *self, const LineupFilter *filter, gint64 row, gboolean *takes, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      self->database, "figures-get", self->kind, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  LineupFigures figures;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "row", row);
  if (!lineup_rows_next (&rows, takes, error))
    return FALSE;
  if (!*takes)
    return TRUE;
  lineup_row_read_figures (&rows, &figures);
  *takes = lineup_filter_takes_figures (filter, &figures);
  return TRUE;
}

/* Rows of a category, in their order: what they have is read as it lies. */
static gboolean
take_members (Selection *self, const LineupFilter *filter, gint64 category, GError **error)
{
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      self->database, self->kind, LINEUP_SORT_YEAR, category);
  g_autoptr (LineupPickedRows) members = lineup_picked_rows_new ();
  gboolean takes = FALSE;

  if (!lineup_packed_order_pick (order, members, error))
    return FALSE;
  for (gint64 row = 0; lineup_picked_rows_next (members, &row); row++)
    {
      if (!takes_figures (self, filter, row, &takes, error)
          || (takes && !take_row (self, row, error)))
        return FALSE;
    }
  return TRUE;
}

/* Many items, of which the index knows what a filter looks at. */

/* Rows of a window that there are. */
static void
list_rows (const gint64 *ids, guint64 *bits)
{
  memset (bits, 0, LINEUP_ROW_SET_WINDOW / 8);
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW; i++)
    bits[i / 64] |= (guint64)(ids[i] != 0) << i % 64;
}

static void
add_rows (Selection *self, guint window, const guint64 *bits)
{
  const gint64 first = (gint64)window * LINEUP_ROW_SET_WINDOW;

  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW_WORDS; i++)
    {
      for (guint64 left = bits[i]; left != 0; left &= left - 1)
        {
          const gint64 row = first + i * 64 + __builtin_ctzll (left);

          if (lineup_mark_filter_takes (self->marked, row))
            lineup_picked_rows_add (self->rows, row);
        }
    }
}

static gboolean
take_window (Selection *self,
             LineupItemFilter *filter,
             LineupIndexWindow *columns,
             guint window,
             GError **error)
{
  guint64 bits[LINEUP_ROW_SET_WINDOW_WORDS];
  const gint64 *ids = NULL;

  lineup_index_window_go_to (columns, window);
  ids = lineup_index_window_get (columns, LINEUP_INDEX_IDS, error);
  if (ids == NULL)
    return FALSE;
  list_rows (ids, bits);
  if (!lineup_item_filter_apply (filter, columns, window, bits, error))
    return FALSE;
  add_rows (self, window, bits);
  return TRUE;
}

static gboolean
take_indexed (Selection *self, const LineupFilter *filter, gint64 category, GError **error)
{
  g_autoptr (LineupIndex) index = lineup_index_open (self->database, self->kind, error);
  g_autoptr (LineupItemFilter) item_filter = NULL;
  g_autoptr (LineupIndexWindow) columns = NULL;

  if (index == NULL)
    return FALSE;
  item_filter = lineup_item_filter_new (
      filter, category == LINEUP_PLACE_WHOLE_KIND ? -1 : category, index, error);
  if (item_filter == NULL)
    return FALSE;
  columns = lineup_index_open_window (index);
  for (guint window = 0; window < lineup_index_get_n_windows (index); window++)
    {
      if (!lineup_database_check_cancelled (self->database, error)
          || !take_window (self, item_filter, columns, window, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows that a person has marked are few, and the others need not be looked at. */
static gboolean
take_marked (Selection *self,
             const LineupFilter *filter,
             const LineupPickedRows *marked,
             GError **error)
{
  gboolean takes = FALSE;

  for (gint64 row = 0; lineup_picked_rows_next (marked, &row); row++)
    {
      if (!takes_figures (self, filter, row, &takes, error)
          || (takes && !take_row (self, row, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take (Selection *self, const LineupFilter *filter, gint64 category, GError **error)
{
  const LineupPickedRows *marked = lineup_mark_filter_get_rows (self->marked);
  g_autoptr (LineupPackedOrder) order = lineup_packed_order_new (
      self->database, self->kind, LINEUP_SORT_YEAR, category);
  guint64 due = 0;
  guint n_items = 0;

  self->genre = lineup_genre_filter_new (filter->genre);
  if (marked != NULL && category == LINEUP_PLACE_WHOLE_KIND)
    return take_marked (self, filter, marked, error);
  if (!lineup_packed_order_count (order, &n_items, error)
      || !lineup_index_due_get (self->database, self->kind, &due, error))
    return FALSE;
  if (n_items > FEW && !lineup_index_due_is_odd (due))
    return take_indexed (self, filter, category, error);
  return category == LINEUP_PLACE_WHOLE_KIND ? take_all (self, filter, error)
                                             : take_members (self, filter, category, error);
}

gboolean
lineup_selection_read (LineupReader *reader,
                       LineupKind kind,
                       const LineupFilter *filter,
                       gint64 category,
                       LineupPickedRows **rows,
                       GError **error)
{
  g_auto (Selection) self = { .database = lineup_reader_get_database (reader), .kind = kind };

  *rows = NULL;
  if (!lineup_mark_filter_new (reader, kind, filter, &self.marked, error))
    return FALSE;
  if (!lineup_filter_needs_figures (filter) && filter->genre == NULL && self.marked == NULL)
    return TRUE;
  self.rows = lineup_picked_rows_new ();
  if (!take (&self, filter, category, error))
    return FALSE;
  *rows = g_steal_pointer (&self.rows);
  return TRUE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-window.h"

#include <string.h>

typedef struct
{
  guint8 *values; /* (owned) (nullable): room for those of all rows */
  gboolean is_loaded;
  gboolean is_changed;
} Column;

struct _LineupIndexWindow
{
  LineupDatabase *database; /* (unowned) */
  guint set;
  guint window;
  Column columns[LINEUP_INDEX_N_COLUMNS];
};

LineupIndexWindow *
lineup_index_window_new (LineupDatabase *database, guint set)
{
  LineupIndexWindow *self = g_new0 (LineupIndexWindow, 1);

  self->database = database;
  self->set = set;
  return self;
}

void
lineup_index_window_free (LineupIndexWindow *self)
{
  for (guint i = 0; i < LINEUP_INDEX_N_COLUMNS; i++)
    g_free (self->columns[i].values);
  g_free (self);
}

void
lineup_index_window_go_to (LineupIndexWindow *self, guint window)
{
  self->window = window;
  for (guint i = 0; i < LINEUP_INDEX_N_COLUMNS; i++)
    self->columns[i].is_loaded = self->columns[i].is_changed = FALSE;
}

const void *
lineup_index_window_get (LineupIndexWindow *self, LineupIndexColumn column, GError **error)
{
  Column *at = &self->columns[column];

  if (at->is_loaded)
    return at->values;
  if (at->values == NULL)
    at->values = g_malloc (LINEUP_ROW_SET_WINDOW * lineup_index_column_get_width (column));
  at->is_loaded = lineup_index_column_load (
      column, self->database, self->set, self->window, at->values, error);
  return at->is_loaded ? at->values : NULL;
}

gboolean
lineup_index_window_set (LineupIndexWindow *self,
                         LineupIndexColumn column,
                         guint place,
                         const void *value,
                         GError **error)
{
  const gsize width = lineup_index_column_get_width (column);
  Column *at = &self->columns[column];

  if (lineup_index_window_get (self, column, error) == NULL)
    return FALSE;
  at->is_changed = at->is_changed || memcmp (at->values + place * width, value, width) != 0;
  memcpy (at->values + place * width, value, width);
  return TRUE;
}

gboolean
lineup_index_window_write (LineupIndexWindow *self, GError **error)
{
  for (guint i = 0; i < LINEUP_INDEX_N_COLUMNS; i++)
    {
      Column *at = &self->columns[i];

      if (at->is_changed
          && !lineup_index_column_save (
              (LineupIndexColumn)i, self->database, self->set, self->window, at->values, error))
        return FALSE;
      at->is_changed = FALSE;
    }
  return TRUE;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-column.h"

#include <string.h>

/* Windows: more than there should be, so that it is worth a look whether there are. */
#define MANY_WINDOWS 1024

gsize
lineup_index_column_get_width (LineupIndexColumn self)
{
  static const gsize widths[LINEUP_INDEX_N_COLUMNS] = {
    [LINEUP_INDEX_MERITS] = sizeof (guint16),
    [LINEUP_INDEX_LENGTHS] = sizeof (guint32),
    [LINEUP_INDEX_IDS] = sizeof (gint64),
    [LINEUP_INDEX_EXTRAS] = LINEUP_INDEX_EXTRA_BYTES,
  };

  g_return_val_if_fail (self < LINEUP_INDEX_N_COLUMNS, 0);

  return widths[self];
}

static gsize
get_size (LineupIndexColumn self)
{
  return LINEUP_ROW_SET_WINDOW * lineup_index_column_get_width (self);
}

/* In a file all numbers are little-endian, whoever reads it. */
static void
swap (LineupIndexColumn self, guint8 *values)
{
  const gsize width = lineup_index_column_get_width (self);

  if (G_BYTE_ORDER == G_LITTLE_ENDIAN || self == LINEUP_INDEX_EXTRAS)
    return;
  for (gsize at = 0; at < get_size (self); at += width)
    {
      for (gsize i = 0; i < width / 2; i++)
        {
          const guint8 byte = values[at + i];

          values[at + i] = values[at + width - 1 - i];
          values[at + width - 1 - i] = byte;
        }
    }
}

static gboolean
read_values (LineupIndexColumn self,
             LineupDatabase *database,
             guint set,
             const LineupRows *rows,
             void *values,
             GError **error)
{
  gsize length = 0;
  const void *bytes = lineup_rows_get_blob (rows, "bytes", &length);

  if (length != get_size (self))
    return lineup_database_fail_set_damaged (database, set, error);
  memcpy (values, bytes, length);
  swap (self, values);
  return TRUE;
}

gboolean
lineup_index_column_load (LineupIndexColumn self,
                          LineupDatabase *database,
                          guint set,
                          guint window,
                          void *values,
                          GError **error)
{
  LineupStatement *get = lineup_database_get_statement (database, "index-column-get", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "window", window);
  lineup_statement_bind_int (get, "column", self);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    return read_values (self, database, set, &rows, values, error);
  memset (values, 0, get_size (self));
  return TRUE;
}

gboolean
lineup_index_column_save (LineupIndexColumn self,
                          LineupDatabase *database,
                          guint set,
                          guint window,
                          const void *values,
                          GError **error)
{
  LineupStatement *put = lineup_database_get_statement (database, "index-column-put", set, error);
  g_autofree guint8 *bytes = NULL;

  if (put == NULL)
    return FALSE;
  if (G_BYTE_ORDER != G_LITTLE_ENDIAN)
    {
      bytes = g_memdup2 (values, get_size (self));
      swap (self, bytes);
      values = bytes;
    }
  lineup_statement_bind_int (put, "window", window);
  lineup_statement_bind_int (put, "column", self);
  lineup_statement_bind_blob (put, "bytes", values, get_size (self));
  return lineup_statement_execute (put, error);
}

/* A window has a column at least. */
static gboolean
check_many (LineupDatabase *database, guint set, gint64 n_windows, GError **error)
{
  LineupStatement *number = lineup_database_get_statement (
      database, "index-column-number", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (number);
  gboolean has_row = FALSE;

  if (number == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  return (has_row && n_windows <= lineup_rows_get_int (&rows, "number"))
         || lineup_database_fail_set_damaged (database, set, error);
}

gboolean
lineup_index_column_count (LineupDatabase *database, guint set, guint *n_windows, GError **error)
{
  LineupStatement *last = lineup_database_get_statement (database, "index-column-last", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (last);
  gboolean has_row = FALSE;
  gint64 window = -1;

  if (last == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  window = lineup_rows_get_int_or (&rows, "window", -1);
  *n_windows = (guint)(window + 1);
  if (window < -1)
    return lineup_database_fail_set_damaged (database, set, error);
  return window < MANY_WINDOWS || check_many (database, set, window + 1, error);
}

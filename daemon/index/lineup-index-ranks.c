/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-ranks.h"

#include "lineup-error.h"

#include <string.h>

/* In a file all numbers are little-endian, whoever reads it. */
static void
swap (LineupIndexRanks *self)
{
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    return;
  for (guint i = 0; i < LINEUP_ROW_SET_WINDOW; i++)
    {
      self->merits[i] = GUINT16_SWAP_LE_BE (self->merits[i]);
      self->lengths[i] = GUINT16_SWAP_LE_BE (self->lengths[i]);
      self->ids[i] = (gint64)GUINT64_SWAP_LE_BE ((guint64)self->ids[i]);
    }
}

static gboolean
read_part (const LineupRows *rows, const char *column, void *to, gsize n_bytes, GError **error)
{
  gsize length = 0;
  const void *bytes = lineup_rows_get_blob (rows, column, &length);

  if (length != n_bytes)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "The search index is damaged");
      return FALSE;
    }
  memcpy (to, bytes, n_bytes);
  return TRUE;
}

gboolean
lineup_index_ranks_load (
    LineupIndexRanks *self, LineupDatabase *database, guint set, guint window, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (database, "index-ranks-get", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_int (get, "window", window);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      memset (self, 0, sizeof *self);
      return TRUE;
    }
  if (!read_part (&rows, "merits", self->merits, sizeof self->merits, error)
      || !read_part (&rows, "lengths", self->lengths, sizeof self->lengths, error)
      || !read_part (&rows, "ids", self->ids, sizeof self->ids, error))
    return FALSE;
  swap (self);
  return TRUE;
}

static gboolean
save (
    const LineupIndexRanks *self, LineupDatabase *database, guint set, guint window, GError **error)
{
  LineupStatement *put = lineup_database_get_statement (database, "index-ranks-put", set, error);

  if (put == NULL)
    return FALSE;
  lineup_statement_bind_int (put, "window", window);
  lineup_statement_bind_blob (put, "merits", self->merits, sizeof self->merits);
  lineup_statement_bind_blob (put, "lengths", self->lengths, sizeof self->lengths);
  lineup_statement_bind_blob (put, "ids", self->ids, sizeof self->ids);
  return lineup_statement_execute (put, error);
}

gboolean
lineup_index_ranks_save (
    const LineupIndexRanks *self, LineupDatabase *database, guint set, guint window, GError **error)
{
  g_autofree LineupIndexRanks *swapped = NULL;

  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    return save (self, database, set, window, error);
  swapped = g_memdup2 (self, sizeof *self);
  swap (swapped);
  return save (swapped, database, set, window, error);
}

gboolean
lineup_index_ranks_count (LineupDatabase *database, guint set, guint *n_windows, GError **error)
{
  LineupStatement *last = lineup_database_get_statement (database, "index-ranks-last", set, error);
  g_auto (LineupRows) rows = lineup_statement_query (last);
  gboolean has_row = FALSE;

  if (last == NULL || !lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *n_windows = (guint)(lineup_rows_get_int_or (&rows, "window", -1) + 1);
  return TRUE;
}

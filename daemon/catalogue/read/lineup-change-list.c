/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-change-list.h"

#include "lineup-catalogue-meta.h"
#include "lineup-error.h"
#include "lineup-reader-private.h"

/* The numbers in a damaged database may be any. */
static gboolean
read_change (const LineupRows *rows, LineupChange *change, GError **error)
{
  const gint64 kind = lineup_rows_get_int (rows, "kind");
  const gint64 type = lineup_rows_get_int (rows, "change");

  if (kind < 0 || kind >= LINEUP_N_KINDS || type < 0 || type >= LINEUP_N_CHANGE_TYPES)
    {
      g_set_error_literal (
          error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "The catalogue's history is damaged");
      return FALSE;
    }
  change->generation = (guint64)lineup_rows_get_int (rows, "generation");
  change->kind = (LineupKind)kind;
  change->id = lineup_rows_get_int (rows, "id");
  change->type = (LineupChangeType)type;
  return TRUE;
}

/* Another change was asked for than is wanted: it tells whether there are more. */
static gboolean
read_changes (LineupStatement *list,
              guint limit,
              LineupChangeFunc func,
              gpointer user_data,
              guint64 *generation,
              GError **error)
{
  g_auto (LineupRows) rows = lineup_statement_query (list);
  guint64 last = *generation;
  gboolean has_row = TRUE;

  for (guint i = 0; i <= limit; i++)
    {
      LineupChange change;

      if (!lineup_rows_next (&rows, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (i == limit)
        break;
      if (!read_change (&rows, &change, error))
        return FALSE;
      last = change.generation;
      func (&change, user_data);
    }
  *generation = last;
  return TRUE;
}

gboolean
lineup_change_list_read (LineupReader *reader,
                         guint64 since,
                         guint limit,
                         LineupChangeFunc func,
                         gpointer user_data,
                         guint64 *generation,
                         gboolean *complete,
                         GError **error)
{
  LineupDatabase *database = lineup_reader_get_database (reader);
  LineupStatement *list = NULL;
  guint64 history = 0;

  if (!lineup_meta_get (database, LINEUP_META_GENERATION, generation, error)
      || !lineup_meta_get (database, LINEUP_META_HISTORY, &history, error))
    return FALSE;
  *complete = since >= history && since <= *generation;
  if (!*complete)
    return TRUE;

  list = lineup_database_get_statement (database, "change-list", LINEUP_SCHEMA_ANY_SET, error);
  if (list == NULL)
    return FALSE;
  lineup_statement_bind_int (list, "since", (gint64)since);
  lineup_statement_bind_int (list, "limit", (gint64)limit + 1);
  return read_changes (list, limit, func, user_data, generation, error);
}

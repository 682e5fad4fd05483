/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-change-list.h"

#include "catalogue/lineup-meta.h"
#include "catalogue/lineup-reader-private.h"
#include "lineup-error.h"

/* The numbers in a damaged database may be any. */
static gboolean
read_change (sqlite3_stmt *statement, LineupChange *change, GError **error)
{
  const gint64 kind = sqlite3_column_int64 (statement, 1);
  const gint64 type = sqlite3_column_int64 (statement, 3);

  if (kind < 0 || kind >= LINEUP_N_KINDS || type < 0 || type >= LINEUP_N_CHANGE_TYPES)
    {
      g_set_error_literal (
          error, LINEUP_ERROR, LINEUP_ERROR_DATABASE, "The catalogue's history is damaged");
      return FALSE;
    }
  change->generation = (guint64)sqlite3_column_int64 (statement, 0);
  change->kind = (LineupKind)kind;
  change->id = sqlite3_column_int64 (statement, 2);
  change->type = (LineupChangeType)type;
  return TRUE;
}

/* One more was asked for than is wanted: it tells whether there are more. */
static gboolean
read_changes (LineupDatabase *database,
              sqlite3_stmt *list,
              guint limit,
              LineupChangeFunc func,
              gpointer user_data,
              guint64 *generation,
              GError **error)
{
  guint64 last = *generation;
  gboolean has_row = TRUE;

  for (guint i = 0; i <= limit; i++)
    {
      LineupChange change;

      if (!lineup_database_step (database, list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (i == limit)
        break;
      if (!read_change (list, &change, error))
        {
          sqlite3_reset (list);
          return FALSE;
        }
      last = change.generation;
      func (&change, user_data);
    }
  sqlite3_reset (list);
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
  sqlite3_stmt *list = NULL;
  guint64 history = 0;

  if (!lineup_meta_get (database, LINEUP_META_GENERATION, generation, error)
      || !lineup_meta_get (database, LINEUP_META_HISTORY, &history, error))
    return FALSE;
  *complete = since >= history && since <= *generation;
  if (!*complete)
    return TRUE;

  list = lineup_database_get_statement (database, "change-list", LINEUP_DATABASE_ANY_KIND, error);
  if (list == NULL)
    return FALSE;
  sqlite3_bind_int64 (list, 1, (gint64)since);
  sqlite3_bind_int64 (list, 2, (gint64)limit + 1);
  return read_changes (database, list, limit, func, user_data, generation, error);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-meta.h"

gboolean
lineup_meta_get (LineupDatabase *database, const char *name, guint64 *value, GError **error)
{
  sqlite3_stmt *get = lineup_database_get_statement (
      database, "meta-get", LINEUP_DATABASE_ANY_KIND, error);
  gboolean has_row = FALSE;

  *value = 0;
  if (get == NULL)
    return FALSE;
  sqlite3_bind_text (get, 1, name, -1, SQLITE_STATIC);
  if (!lineup_database_step (database, get, &has_row, error))
    return FALSE;
  if (has_row)
    *value = (guint64)sqlite3_column_int64 (get, 0);
  sqlite3_reset (get);
  return TRUE;
}

gboolean
lineup_meta_set (LineupDatabase *database, const char *name, guint64 value, GError **error)
{
  sqlite3_stmt *set = lineup_database_get_statement (
      database, "meta-set", LINEUP_DATABASE_ANY_KIND, error);

  if (set == NULL)
    return FALSE;
  sqlite3_bind_text (set, 1, name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (set, 2, (gint64)value);
  return lineup_database_execute (database, set, error);
}

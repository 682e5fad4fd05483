/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-meta.h"

gboolean
lineup_meta_get (LineupDatabase *database, const char *name, guint64 *value, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      database, "meta-get", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  *value = 0;
  if (get == NULL)
    return FALSE;
  lineup_statement_bind_text (get, "name", name);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  if (has_row)
    *value = (guint64)lineup_rows_get_int (&rows, "value");
  return TRUE;
}

gboolean
lineup_meta_set (LineupDatabase *database, const char *name, guint64 value, GError **error)
{
  LineupStatement *set = lineup_database_get_statement (
      database, "meta-set", LINEUP_SCHEMA_ANY_SET, error);

  if (set == NULL)
    return FALSE;
  lineup_statement_bind_text (set, "name", name);
  lineup_statement_bind_int (set, "value", (gint64)value);
  return lineup_statement_execute (set, error);
}

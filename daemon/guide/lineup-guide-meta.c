/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-meta.h"

/* Number: of generations whose changes are remembered. */
#define HISTORY 256

gboolean
lineup_guide_meta_get (LineupDatabase *database, const char *name, gint64 *value, GError **error)
{
  LineupStatement *get = lineup_database_get_statement (
      database, "meta-get", LINEUP_SCHEMA_ANY_SET, error);
  g_auto (LineupRows) rows = lineup_statement_query (get);
  gboolean has_row = FALSE;

  if (get == NULL)
    return FALSE;
  lineup_statement_bind_text (get, "name", name);
  if (!lineup_rows_next (&rows, &has_row, error))
    return FALSE;
  *value = has_row ? lineup_rows_get_int (&rows, "value") : 0;
  return TRUE;
}

gboolean
lineup_guide_meta_set (LineupDatabase *database, const char *name, gint64 value, GError **error)
{
  LineupStatement *set = lineup_database_get_statement (
      database, "meta-set", LINEUP_SCHEMA_ANY_SET, error);

  if (set == NULL)
    return FALSE;
  lineup_statement_bind_text (set, "name", name);
  lineup_statement_bind_int (set, "value", value);
  return lineup_statement_execute (set, error);
}

gboolean
lineup_guide_meta_begin_generation (LineupDatabase *database, gint64 *generation, GError **error)
{
  LineupStatement *trim = lineup_database_get_statement (
      database, "changes-trim", LINEUP_SCHEMA_ANY_SET, error);
  gint64 oldest = 0;

  if (trim == NULL
      || !lineup_guide_meta_get (database, LINEUP_GUIDE_META_GENERATION, generation, error)
      || !lineup_guide_meta_get (database, LINEUP_GUIDE_META_OLDEST, &oldest, error))
    return FALSE;
  (*generation)++;
  oldest = MAX (oldest, *generation - HISTORY);
  lineup_statement_bind_int (trim, "before", oldest);
  return lineup_statement_execute (trim, error)
         && lineup_guide_meta_set (database, LINEUP_GUIDE_META_OLDEST, oldest, error)
         && lineup_guide_meta_set (database, LINEUP_GUIDE_META_GENERATION, *generation, error);
}

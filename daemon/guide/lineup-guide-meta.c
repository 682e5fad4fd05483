/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-meta.h"

/* Number: of generations whose changes are remembered. */
#define HISTORY 256

gboolean
lineup_guide_meta_begin_generation (LineupDatabase *database, guint64 *generation, GError **error)
{
  LineupStatement *trim = lineup_database_get_statement (
      database, "changes-trim", LINEUP_SCHEMA_ANY_SET, error);
  guint64 oldest = 0;

  if (trim == NULL || !lineup_meta_get (database, LINEUP_GUIDE_META_GENERATION, generation, error)
      || !lineup_meta_get (database, LINEUP_GUIDE_META_OLDEST, &oldest, error))
    return FALSE;
  (*generation)++;
  if (*generation > HISTORY)
    oldest = MAX (oldest, *generation - HISTORY);
  lineup_statement_bind_int (trim, "before", (gint64)oldest);
  return lineup_statement_execute (trim, error)
         && lineup_meta_set (database, LINEUP_GUIDE_META_OLDEST, oldest, error)
         && lineup_meta_set (database, LINEUP_GUIDE_META_GENERATION, *generation, error);
}

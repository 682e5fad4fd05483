/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-schema.h"

#include "lineup-database.h"
#include "lineup-guide-meta.h"
#include "lineup-guide-sql.h"
#include "lineup-index-schema.h"

/* No number of a generation is given out twice, also when the database was lost: nobody commits a
 * million times a second, so that microseconds since 1970 are larger than all that were counted
 * from an earlier one. */
static gboolean
upgrade (LineupDatabase *database, guint version, GError **error)
{
  const guint64 now = (guint64)g_get_real_time ();

  if (version != 1)
    return TRUE;
  return lineup_database_run (database, "index-make", LINEUP_GUIDE_TEXTS, error)
         && lineup_meta_set (database, LINEUP_GUIDE_META_GENERATION, now, error)
         && lineup_meta_set (database, LINEUP_GUIDE_META_OLDEST, now, error);
}

const LineupSchema *
lineup_guide_schema_get (void)
{
  static const char *const sets[] = { [LINEUP_GUIDE_TEXTS] = "texts", NULL };
  static const LineupSchema schema = {
    .title = "The guide's database",
    .extension = ".guide.db",
    .get_resource = lineup_guide_sql_get_resource,
    .folder = "/io/github/lineupd/Lineup1/guide/sql/",
    .application_id = 0x4c6e7567,
    .version = 1,
    .part = &lineup_index_schema_part,
    .word = "set",
    .sets = sets,
    .upgrade = upgrade,
  };

  /* GLib registers what is linked in when first asked; a second thread would get nothing then. */
  lineup_guide_sql_get_resource ();
  schema.part->get_resource ();
  return &schema;
}

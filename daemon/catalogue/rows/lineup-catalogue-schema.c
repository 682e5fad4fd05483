/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"

#include "lineup-details-move.h"
#include "lineup-index-schema.h"
#include "lineup-item-columns.h"
#include "lineup-list.h"
#include "lineup-place-writer.h"
#include "lineup-sql.h"
#include "lineup-tokenizer.h"

/* Version that is the first to have an index of its own, version since which the orders are as they
 * are now, and version since which the indices are. */
#define FIRST_INDEX_VERSION 7
#define ORDERS_VERSION      8
#define INDEX_VERSION       9

static gboolean
upgrade_kind (LineupDatabase *database, LineupKind kind, guint version, GError **error)
{
  switch (version)
    {
    case FIRST_INDEX_VERSION:
    case INDEX_VERSION:
      return lineup_database_run (database, "index-make", kind, error);
    case ORDERS_VERSION:
      return lineup_place_writer_rebuild (database, kind, error);
    default:
      return TRUE;
    }
}

static gboolean
upgrade (LineupDatabase *database, guint version, GError **error)
{
  for (guint kind = 0; kind < LINEUP_N_KINDS; kind++)
    {
      if (!upgrade_kind (database, (LineupKind)kind, version, error))
        return FALSE;
    }
  return TRUE;
}

const LineupSchema *
lineup_catalogue_schema_get (void)
{
  static const char *const sets[] = {
    [LINEUP_KIND_CHANNELS] = "channels",
    [LINEUP_KIND_MOVIES] = "movies",
    [LINEUP_KIND_SERIES] = "series",
    [LINEUP_N_KINDS] = NULL,
  };
  static const LineupSchema schema = {
    .title = "The catalogue's database",
    .extension = ".db",
    .get_resource = lineup_sql_get_resource,
    .folder = "/io/github/lineupd/Lineup1/catalogue/sql/",
    .application_id = 0x4c6e7570,
    .version = 9,
    .part = &lineup_index_schema_part,
    .word = "kind",
    .sets = sets,
    .remakes_sets = TRUE,
    .get_lists = lineup_item_columns_get_lists,
    .move = { 2, 5, lineup_details_move },
    .upgrade = upgrade,
    .prepare = lineup_tokenizer_register,
  };

  /* GLib registers what is linked in when first asked; a second thread would get nothing then. */
  lineup_sql_get_resource ();
  schema.part->get_resource ();
  return &schema;
}

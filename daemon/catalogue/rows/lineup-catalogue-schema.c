/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-schema.h"

#include "lineup-details-move.h"
#include "lineup-item-columns.h"
#include "lineup-list.h"
#include "lineup-sql.h"
#include "lineup-tokenizer.h"

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
    .version = 6,
    .word = "kind",
    .sets = sets,
    .get_lists = lineup_item_columns_get_lists,
    .move = { 2, 5, lineup_details_move },
    .reader_tables = "reader-tables",
    .prepare = lineup_tokenizer_register,
  };

  /* GLib registers what is linked in when first asked; a second thread would get nothing then. */
  lineup_sql_get_resource ();
  return &schema;
}

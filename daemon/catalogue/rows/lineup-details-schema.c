/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-details-schema.h"

#include "lineup-item-columns.h"
#include "lineup-sql.h"

const LineupSchema *
lineup_details_schema_get (void)
{
  static const LineupSchema schema = {
    .title = "The details' database",
    .extension = ".details.db",
    .get_resource = lineup_sql_get_resource,
    .folder = "/io/github/lineupd/Lineup1/catalogue/details/sql/",
    .application_id = 0x4c6e7564,
    .version = 1,
    .get_lists = lineup_item_columns_get_lists,
  };

  /* See lineup_catalogue_schema_get(). */
  lineup_sql_get_resource ();
  return &schema;
}

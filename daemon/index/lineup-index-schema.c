/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-index-schema.h"

#include "lineup-index-sql.h"

const LineupSchemaPart lineup_index_schema_part = {
  .get_resource = lineup_index_sql_get_resource,
  .folder = "/io/github/lineupd/Lineup1/index/sql/",
};

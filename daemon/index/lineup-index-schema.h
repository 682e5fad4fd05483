/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-schema.h"

G_BEGIN_DECLS

/**
 * lineup_index_schema_part:
 *
 * The SQL of indices, for the schema of a database that has one of each set of tables. `index-make`
 * makes the tables of a set.
 */
extern const LineupSchemaPart lineup_index_schema_part;

G_END_DECLS

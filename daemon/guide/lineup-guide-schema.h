/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-schema.h"

G_BEGIN_DECLS

/**
 * LINEUP_GUIDE_TEXTS:
 *
 * Number: of the set of tables that index the texts of programmes.
 */
#define LINEUP_GUIDE_TEXTS 0

/**
 * lineup_guide_schema_get:
 *
 * The first call is for the main thread.
 *
 * Returns: (transfer none): the schema of a guide's database, which lies beside a catalogue, in a
 *   file of its own
 */
const LineupSchema *lineup_guide_schema_get (void);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-schema.h"

G_BEGIN_DECLS

/**
 * lineup_details_schema_get:
 *
 * The first call is for the main thread.
 *
 * Returns: (transfer none): the schema of what is known of single items, which lies beside a
 *   catalogue, in a file of its own
 */
const LineupSchema *lineup_details_schema_get (void);

G_END_DECLS

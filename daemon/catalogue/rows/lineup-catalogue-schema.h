/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-schema.h"

G_BEGIN_DECLS

/**
 * lineup_catalogue_schema_get:
 *
 * The first call is for the main thread.
 *
 * Returns: (transfer none): the schema of a catalogue, whose sets of tables are numbered by their
 *   #LineupKind
 */
const LineupSchema *lineup_catalogue_schema_get (void);

G_END_DECLS

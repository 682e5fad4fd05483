/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-filter.h"
#include "lineup-picked-rows.h"
#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * lineup_selection_read:
 * @reader: of the state to read
 * @kind: of the items
 * @filter: which of them
 * @category: key of the filter's category
 * @rows: (out) (transfer full) (nullable): those that pass, %NULL if all of the category do
 * @error: as lineup_database_run()
 *
 * Finds all items that pass a filter, at once: a walk looks each of them up. Few are looked at as
 * they lie; of many the search index tells.
 */
gboolean lineup_selection_read (LineupReader *reader,
                                LineupKind kind,
                                const LineupFilter *filter,
                                gint64 category,
                                LineupPickedRows **rows,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-posting-source.h"

G_BEGIN_DECLS

/**
 * lineup_posting_mask_new:
 * @owned_source: (transfer full): what is read
 * @owned_stale: (transfer full): rows that no longer count
 * @database: (transfer none): what it is read from; outlives it
 * @set: number of the set of tables
 *
 * Returns: (transfer full): a source with the postings of the other, without those rows
 */
LineupPostingSource *lineup_posting_mask_new (LineupPostingSource *owned_source,
                                              LineupRowSet *owned_stale,
                                              LineupDatabase *database,
                                              guint set);

G_END_DECLS

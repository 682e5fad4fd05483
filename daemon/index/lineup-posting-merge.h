/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-posting-source.h"

G_BEGIN_DECLS

/**
 * lineup_posting_merge_new:
 * @owned_sources: (transfer full) (element-type LineupPostingSource): what is read, with a function
 *   that frees it
 * @database: (transfer none) (nullable): what they are read from; %NULL for what is in no database.
 *   Outlives the source
 * @set: whose tables of @database, which are said to be damaged where one has no posting
 *
 * Returns: (transfer full): a source with the postings of all, in their order; of one key and
 *   window there is one, with the rows of all
 */
LineupPostingSource *
lineup_posting_merge_new (GPtrArray *owned_sources, LineupDatabase *database, guint set);

G_END_DECLS

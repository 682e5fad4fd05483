/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupIndexMerger:
 *
 * Makes one segment of several, in pieces of which each is in a transaction, so that a search has
 * few to look at. What is merged is searched until that is done, and what changes meanwhile is
 * noted as ever. Levels grow by halves, so that a row is written a few times at most. For the
 * connection's thread.
 */
typedef struct _LineupIndexMerger LineupIndexMerger;

/**
 * lineup_index_merger_begin:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the merger
 * @set: number of the set of tables
 * @self: (out) (transfer full) (nullable): a merger, %NULL if nothing is worth it
 * @error: as lineup_database_run()
 */
gboolean lineup_index_merger_begin (LineupDatabase *database,
                                    guint set,
                                    LineupIndexMerger **self,
                                    GError **error);

/**
 * lineup_index_merger_free:
 * @self: (transfer full): a merger
 */
void lineup_index_merger_free (LineupIndexMerger *self);

/**
 * lineup_index_merger_go_on:
 * @self: a merger
 * @n_leaves: how many leaves, of 2,000 bytes, are written at most
 * @is_done: (out): whether that was all; the new segment is then searched in place of the others
 * @error: as lineup_database_run()
 */
gboolean lineup_index_merger_go_on (LineupIndexMerger *self,
                                    guint32 n_leaves,
                                    gboolean *is_done,
                                    GError **error);

/**
 * lineup_index_merger_run:
 * @database: a connection that writes, in a transaction
 * @set: number of the set of tables
 * @error: as lineup_database_run()
 *
 * Merges what is worth it, drops what is no longer needed, and gives way to others meanwhile.
 */
gboolean lineup_index_merger_run (LineupDatabase *database, guint set, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndexMerger, lineup_index_merger_free)

G_END_DECLS

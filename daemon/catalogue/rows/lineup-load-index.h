/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-build.h"
#include "lineup-item-keys.h"
#include "lineup-item.h"

G_BEGIN_DECLS

/**
 * LineupLoadIndex:
 *
 * The search index of a first load: words are cut on a thread of their own while the rows are
 * written, and written when these are committed. For the connection's thread.
 */
typedef struct _LineupLoadIndex LineupLoadIndex;

/**
 * lineup_load_index_new:
 * @database: (transfer none): a connection that writes, in the load's transaction; outlives it
 * @kind: of the items
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full): an index without an item
 */
LineupLoadIndex *lineup_load_index_new (LineupDatabase *database, LineupKind kind, GError **error);

/**
 * lineup_load_index_free:
 * @self: (transfer full): an index
 */
void lineup_load_index_free (LineupLoadIndex *self);

/**
 * lineup_load_index_add:
 * @self: an index
 * @keys: of an item that is inserted
 * @item: the item
 * @error: as lineup_database_run()
 */
gboolean lineup_load_index_add (LineupLoadIndex *self,
                                const LineupItemKeys *keys,
                                const LineupItem *item,
                                GError **error);

/**
 * lineup_load_index_end:
 * @self: (transfer full): an index that has all items
 * @error: as lineup_database_run()
 *
 * Says that the kind's index is due, before the load is committed.
 *
 * Returns: (transfer full): what makes it
 */
LineupIndexBuild *lineup_load_index_end (LineupLoadIndex *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupLoadIndex, lineup_load_index_free)

G_END_DECLS

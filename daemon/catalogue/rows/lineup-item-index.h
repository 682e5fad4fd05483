/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-database.h"
#include "lineup-list.h"

G_BEGIN_DECLS

/* What the search index of a kind knows of its items. */

/**
 * LineupItemIndex:
 *
 * Tells the search index of a kind what becomes of its items, at the end of the transaction that
 * writes them. An index that is due learns it when it is made, see #LineupIndexBuild. For the
 * connection's thread.
 */
typedef struct _LineupItemIndex LineupItemIndex;

/**
 * lineup_item_index_new:
 * @database: a connection that writes; outlives it
 * @kind: of the items
 *
 * Returns: (transfer full): an index that is told nothing yet
 */
LineupItemIndex *lineup_item_index_new (LineupDatabase *database, LineupKind kind);

/**
 * lineup_item_index_free:
 * @self: (transfer full): an index
 */
void lineup_item_index_free (LineupItemIndex *self);

/**
 * lineup_item_index_add:
 * @self: an index
 * @row: an item's, which is new
 */
void lineup_item_index_add (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_change:
 * @self: an index
 * @row: an item's, of which words, categories, rating or year are others
 */
void lineup_item_index_change (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_change_figures:
 * @self: an index
 * @row: an item's, of which nothing else is another
 */
void lineup_item_index_change_figures (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_remove:
 * @self: an index
 * @row: an item's that goes
 */
void lineup_item_index_remove (LineupItemIndex *self, gint64 row);

/**
 * lineup_item_index_end:
 * @self: an index
 * @error: as lineup_database_run()
 *
 * Writes all that was told, once the items are written. An index that turns out to be damaged is
 * due from then on.
 */
gboolean lineup_item_index_end (LineupItemIndex *self, GError **error);

/**
 * lineup_item_index_rebuild:
 * @database: a connection that writes, in a transaction
 * @kind: of the items
 * @error: as lineup_database_run()
 *
 * Makes the index of all items that there are at once, in place of what there was.
 */
gboolean lineup_item_index_rebuild (LineupDatabase *database, LineupKind kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupItemIndex, lineup_item_index_free)

G_END_DECLS

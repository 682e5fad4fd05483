/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-block-keys.h"
#include "lineup-database.h"

G_BEGIN_DECLS

/**
 * LineupBlockStore:
 *
 * What is remembered of the blocks of one source's guide: their hashes, see #LineupGuideBlock, and
 * which programmes belong to each. For the connection's thread, within one transaction.
 */
typedef struct _LineupBlockStore LineupBlockStore;

/**
 * LineupBlockKeyFunc:
 * @key: a programme, or a channel, of a block
 * @user_data: data of who asked
 */
typedef void (*LineupBlockKeyFunc) (const LineupBlockKey *key, gpointer user_data);

/**
 * lineup_block_store_new:
 * @database: (transfer none): a connection that writes, in a transaction; outlives the store
 * @source: row of the source
 *
 * Returns: (transfer full): a store
 */
LineupBlockStore *lineup_block_store_new (LineupDatabase *database, gint64 source);

/**
 * lineup_block_store_free:
 * @self: (transfer full): a store
 */
void lineup_block_store_free (LineupBlockStore *self);

/**
 * lineup_block_store_load:
 * @self: a store
 * @error: as lineup_database_run()
 *
 * Returns: (transfer full) (element-type LineupGuideBlock): the blocks of the guide that was read
 *   last, none if they are not known
 */
GArray *lineup_block_store_load (LineupBlockStore *self, GError **error);

/**
 * lineup_block_store_keep:
 * @self: a store
 * @n_blocks: how many blocks at the beginning are as they were
 * @func: (scope call): is told what belongs to them
 * @user_data: data for it
 * @error: as lineup_database_run()
 *
 * Forgets all others.
 */
gboolean lineup_block_store_keep (LineupBlockStore *self,
                                  guint n_blocks,
                                  LineupBlockKeyFunc func,
                                  gpointer user_data,
                                  GError **error);

/**
 * lineup_block_store_add:
 * @self: a store
 * @block: number of a block that was not kept, none below the last one's
 * @key: what belongs to it
 * @error: as lineup_database_run()
 */
gboolean lineup_block_store_add (LineupBlockStore *self,
                                 guint block,
                                 const LineupBlockKey *key,
                                 GError **error);

/**
 * lineup_block_store_end:
 * @self: a store
 * @first: number of the first block that was not kept
 * @blocks: (element-type LineupGuideBlock): all blocks of the guide
 * @error: as lineup_database_run()
 *
 * Remembers the blocks that were not kept.
 */
gboolean
lineup_block_store_end (LineupBlockStore *self, guint first, const GArray *blocks, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupBlockStore, lineup_block_store_free)

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-guide-source.h"

G_BEGIN_DECLS

/**
 * LineupGuideBlocks:
 *
 * Hashes the text of a guide, from its first element on, in blocks of %LINEUP_GUIDE_BLOCK_BYTES as
 * it comes, in chunks of any size, and compares them with those that are known: what is as it was
 * at the guide's beginning is not looked at again. To do so it holds a block, and the element that
 * is in two of them, until one is another one.
 *
 * Offsets are from the first element. For one thread at a time.
 */
typedef struct _LineupGuideBlocks LineupGuideBlocks;

/**
 * lineup_guide_blocks_new:
 *
 * Returns: (transfer full): blocks of a guide of which nothing has come
 */
LineupGuideBlocks *lineup_guide_blocks_new (void);

/**
 * lineup_guide_blocks_free:
 * @self: (transfer full): blocks
 */
void lineup_guide_blocks_free (LineupGuideBlocks *self);

/**
 * lineup_guide_blocks_set_known:
 * @self: blocks of a guide of which nothing has come
 * @blocks: (array length=n_blocks): what lineup_guide_blocks_finish() gave for it the last time
 * @n_blocks: how many
 */
void lineup_guide_blocks_set_known (LineupGuideBlocks *self,
                                    const LineupGuideBlock *blocks,
                                    guint n_blocks);

/**
 * lineup_guide_blocks_add:
 * @self: blocks
 * @text: (transfer none): the next bytes
 * @offset: (out): where what is returned begins: after what was returned before, but for the first
 *   time
 *
 * Returns: (transfer full) (nullable): what is to be split now; %NULL as long as all is as it was
 */
GBytes *lineup_guide_blocks_add (LineupGuideBlocks *self, GBytes *text, guint64 *offset);

/**
 * lineup_guide_blocks_end:
 * @self: blocks of a guide of which all has come
 * @offset: (out): where what is returned begins
 *
 * Returns: (transfer full) (nullable): what is to be split now: where all is as it was the last
 * block, for its end
 */
GBytes *lineup_guide_blocks_end (LineupGuideBlocks *self, guint64 *offset);

/**
 * lineup_guide_blocks_add_element:
 * @self: blocks
 * @offset: where the element begins
 * @length: bytes of it
 *
 * Tells of the elements in their order.
 *
 * Returns: number of the block that it belongs to
 */
guint lineup_guide_blocks_add_element (LineupGuideBlocks *self, guint64 offset, gsize length);

/**
 * lineup_guide_blocks_is_comparing:
 *
 * Returns: whether all that has come is as it was
 */
gboolean lineup_guide_blocks_is_comparing (LineupGuideBlocks *self);

/**
 * lineup_guide_blocks_get_n_same:
 *
 * Returns: how many blocks at the beginning are as they were
 */
guint lineup_guide_blocks_get_n_same (LineupGuideBlocks *self);

/**
 * lineup_guide_blocks_finish:
 * @self: blocks of a guide of which all has come, and been split
 *
 * Returns: (transfer none) (element-type LineupGuideBlock): all of them
 */
GArray *lineup_guide_blocks_finish (LineupGuideBlocks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupGuideBlocks, lineup_guide_blocks_free)

G_END_DECLS

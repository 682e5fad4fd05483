/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-row.h"

G_BEGIN_DECLS

/**
 * LineupIndexBatch:
 *
 * Copies of rows, as many as one thread gives another at once. For one thread at a time.
 */
typedef struct _LineupIndexBatch LineupIndexBatch;

/**
 * lineup_index_batch_new:
 *
 * Returns: (transfer full): a batch without a row
 */
LineupIndexBatch *lineup_index_batch_new (void);

/**
 * lineup_index_batch_free:
 * @self: (transfer full): a batch
 */
void lineup_index_batch_free (LineupIndexBatch *self);

/**
 * lineup_index_batch_add:
 * @self: a batch
 * @row: a row, of which its number, its texts and its tags are copied
 */
void lineup_index_batch_add (LineupIndexBatch *self, const LineupIndexRow *row);

/**
 * lineup_index_batch_is_empty:
 *
 * Returns: whether it is without a row
 */
gboolean lineup_index_batch_is_empty (const LineupIndexBatch *self);

/**
 * lineup_index_batch_is_full:
 *
 * Returns: whether it is to be given away
 */
gboolean lineup_index_batch_is_full (const LineupIndexBatch *self);

/**
 * lineup_index_batch_next:
 * @self: a batch, to which nothing is added any more
 *
 * Returns: (transfer none) (nullable): the next row, until the following call; %NULL after the
 * last, when the batch is without a row again
 */
const LineupIndexRow *lineup_index_batch_next (LineupIndexBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIndexBatch, lineup_index_batch_free)

G_END_DECLS

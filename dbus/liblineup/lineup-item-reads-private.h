/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"
#include "lineup-waiters-private.h"

G_BEGIN_DECLS

/**
 * LineupItemReads:
 *
 * Those who wait for items of a list to be more than placeholders.
 */
typedef LineupWaiters LineupItemReads;

/**
 * lineup_item_reads_new:
 *
 * Returns: (transfer full): nobody
 */
LineupItemReads *lineup_item_reads_new (void);

/**
 * lineup_item_reads_add:
 *
 * Adds one who waits.
 */
void lineup_item_reads_add (LineupItemReads *self, GTask *task, guint position, guint n_items);

/**
 * lineup_item_reads_look:
 * @model: the list
 * @is_over: whether what is no item yet will be none
 * @error: (nullable): why that is so
 *
 * Tells those whose items are there.
 */
void lineup_item_reads_look (LineupItemReads *self,
                             GListModel *model,
                             gboolean is_over,
                             const GError *error);

G_END_DECLS

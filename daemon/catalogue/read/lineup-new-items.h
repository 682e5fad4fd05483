/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-reader.h"

G_BEGIN_DECLS

/**
 * LineupNewItemFunc:
 * @kind: of the item
 * @item: an item, valid for this call
 * @when: Unix seconds: when a sync has added it
 * @user_data: what was given with it
 *
 * Returns: whether there is room for another one
 */
typedef gboolean (*LineupNewItemFunc) (LineupKind kind,
                                       const LineupItem *item,
                                       gint64 when,
                                       gpointer user_data);

/**
 * lineup_new_items_read:
 * @reader: a reader
 * @kinds: bits of #LineupKind: which are wanted
 * @limit: at most so many items
 * @func: called for each item
 * @user_data: for @func
 * @error: as of #LineupReader
 *
 * Lists what syncs have added after a kind's first load, as far back as changes are known, the last
 * sync first; what came with one commit is in the panel's order. What is gone, and what is hidden,
 * is left out.
 */
gboolean lineup_new_items_read (LineupReader *reader,
                                guint kinds,
                                guint limit,
                                LineupNewItemFunc func,
                                gpointer user_data,
                                GError **error);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

/**
 * LineupIdIndex:
 *
 * Which item stands where in a list, of any size. It never changes, and may be read in any thread.
 */
typedef struct _LineupIdIndex LineupIdIndex;

/**
 * LineupIdChange:
 * @position: where, in the list as it is once all changes before are made
 * @old_position: where it was
 * @removed: how many are taken away there
 * @added: how many are put there
 *
 * What one `items-changed` tells of.
 */
typedef struct
{
  guint position;
  guint old_position;
  guint removed;
  guint added;
} LineupIdChange;

/**
 * lineup_id_index_new_for_file:
 * @fd: an open file of @n little-endian 64-bit integers, which is mapped
 * @kind: of all of them
 *
 * Returns: (transfer full): an index, or %NULL with an error
 */
LineupIdIndex *lineup_id_index_new_for_file (int fd, guint n, LineupKind kind, GError **error);

/**
 * lineup_id_index_new_for_items:
 * @items: (element-type GVariant): each an `a{sv}` with `kind` and `id`
 * @n: how long the list is, at least as long as @items
 *
 * Returns: (transfer full): an index that knows its beginning only
 */
LineupIdIndex *lineup_id_index_new_for_items (GVariant *items, guint n, LineupKind kind);

LineupIdIndex *lineup_id_index_ref (LineupIdIndex *self);
void lineup_id_index_unref (LineupIdIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIdIndex, lineup_id_index_unref)

/**
 * lineup_id_index_get_length:
 *
 * Returns: how many items there are
 */
guint lineup_id_index_get_length (const LineupIdIndex *self);

/**
 * lineup_id_index_get_n_known:
 *
 * Returns: how many of them it knows
 */
guint lineup_id_index_get_n_known (const LineupIdIndex *self);

/**
 * lineup_id_index_look_up:
 * @position: less than what it knows
 * @kind: (out): of the item
 *
 * Returns: its id
 */
gint64 lineup_id_index_look_up (const LineupIdIndex *self, guint position, LineupKind *kind);

/**
 * lineup_id_index_compare:
 * @max: changes after which the list is better told of as a whole
 *
 * Says how one list becomes another: what stays in its order is not touched. What moved is taken
 * away there and put here.
 *
 * Returns: (transfer full) (element-type LineupIdChange): by rising positions
 */
GArray *
lineup_id_index_compare (const LineupIdIndex *before, const LineupIdIndex *after, guint max);

/**
 * lineup_id_index_compare_async:
 * @source: whose comparison it is
 *
 * Compares in a thread of its own, as a million ids take their time.
 */
void lineup_id_index_compare_async (gpointer source,
                                    LineupIdIndex *before,
                                    LineupIdIndex *after,
                                    guint max,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/**
 * lineup_id_index_compare_finish:
 * @after: (out) (transfer full): what the list is to become
 *
 * Returns: (transfer full) (nullable) (element-type LineupIdChange): the changes, %NULL if nobody
 * waits for them
 */
GArray *lineup_id_index_compare_finish (GAsyncResult *result, LineupIdIndex **after);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-id-index-private.h"

G_BEGIN_DECLS

/**
 * LineupIdSequence:
 *
 * What a list shows: an index, or, while it becomes another, the beginning of that and the end of
 * the one before. So each change of many can be told of by itself, and what is asked for in between
 * is true.
 */
typedef struct _LineupIdSequence LineupIdSequence;

LineupIdSequence *lineup_id_sequence_new (void);
void lineup_id_sequence_free (LineupIdSequence *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupIdSequence, lineup_id_sequence_free)

/**
 * lineup_id_sequence_get_length:
 *
 * Returns: how many items there are now
 */
guint lineup_id_sequence_get_length (const LineupIdSequence *self);

/**
 * lineup_id_sequence_get_index:
 *
 * Returns: (transfer none) (nullable): the index that is shown, or that changes now
 */
LineupIdIndex *lineup_id_sequence_get_index (const LineupIdSequence *self);

/**
 * lineup_id_sequence_locate:
 * @position: less than the length; then, the one in the index
 *
 * Returns: (transfer none) (nullable): the index that has the item, or %NULL if it is not known
 * which one it is
 */
LineupIdIndex *lineup_id_sequence_locate (const LineupIdSequence *self, guint *position);

/**
 * lineup_id_sequence_contains:
 *
 * Returns: whether an item is in the index that is shown
 */
gboolean lineup_id_sequence_contains (const LineupIdSequence *self, LineupKind kind, gint64 id);

/**
 * lineup_id_sequence_begin:
 * @next: what it is to become
 * @owned_changes: how, from the index that is shown; %NULL as one change of all
 *
 * Begins to become another, in the midst of doing so only without @owned_changes.
 */
void lineup_id_sequence_begin (LineupIdSequence *self, LineupIdIndex *next, GArray *owned_changes);

/**
 * lineup_id_sequence_step:
 * @change: (out): what to tell of
 *
 * Makes the next change.
 *
 * Returns: whether there was one
 */
gboolean lineup_id_sequence_step (LineupIdSequence *self, LineupIdChange *change);

/**
 * lineup_id_sequence_is_changing:
 *
 * Returns: whether changes are left to be made
 */
gboolean lineup_id_sequence_is_changing (const LineupIdSequence *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-list-set.h"

G_BEGIN_DECLS

/**
 * LineupProgress:
 *
 * How far a sync is, in whole percent that never fall. Each step weighs as much as it is expected
 * to take; how far a step is follows from what arrived and what is expected.
 */
typedef struct
{
  double weights[LINEUP_N_LISTS]; /* 0 for steps that the sync does not take */
  double total;
  double done; /* weight of the steps that ended */
  guint percentage;
} LineupProgress;

/**
 * lineup_progress_init:
 * @self: (out caller-allocates): at 0
 * @steps: to take, at least one
 * @expected: items that each list is expected to have, 0 where nothing is known
 */
void lineup_progress_init (LineupProgress *self,
                           LineupListSet steps,
                           const guint64 expected[LINEUP_N_LISTS]);

/**
 * lineup_progress_update:
 * @self: a progress
 * @list: the step that is running
 * @items: elements that arrived
 * @expected: items that are expected, 0 if that is not known
 * @bytes: bytes that arrived
 * @length: bytes that were announced, -1 if none were
 *
 * Goes by the items that were there the last time, else by the bytes that the panel announced, else
 * by what has been seen: then a step never seems quite done, but always seems to move.
 *
 * Returns: the whole sync's percentage, below 100
 */
guint lineup_progress_update (LineupProgress *self,
                              LineupList list,
                              guint64 items,
                              guint64 expected,
                              guint64 bytes,
                              gint64 length);

/**
 * lineup_progress_end_step:
 * @self: a progress
 * @list: the step that has ended
 *
 * Returns: the whole sync's percentage, 100 after the last step
 */
guint lineup_progress_end_step (LineupProgress *self, LineupList list);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-index-cutter.h"
#include "lineup-row-set.h"

G_BEGIN_DECLS

/**
 * LineupCutterThread:
 *
 * Has a cutter cut on a thread of its own, which lets others go first. What has not been cut yet is
 * bounded: who gives much more waits. All functions are for the thread that has made it.
 */
typedef struct _LineupCutterThread LineupCutterThread;

/**
 * LineupWindowLengths:
 * @window: number of a window
 * @values: of all of its rows, see lineup_index_cutter_add(); 0 for those that were not added
 *
 * What is told of a window whose rows have been cut.
 */
typedef struct
{
  guint window;
  guint32 values[LINEUP_ROW_SET_WINDOW];
} LineupWindowLengths;

/**
 * lineup_cutter_thread_new:
 * @cutter: (transfer none): is the thread's until this is freed, or has ended
 *
 * Returns: (transfer full) (nullable): a thread that waits, %NULL if there can be none
 */
LineupCutterThread *lineup_cutter_thread_new (LineupIndexCutter *cutter);

/**
 * lineup_cutter_thread_free:
 * @self: (transfer full): a thread; what has not been cut is not cut any more
 */
void lineup_cutter_thread_free (LineupCutterThread *self);

/**
 * lineup_cutter_thread_add:
 * @self: a thread
 * @row: a row, as of lineup_index_cutter_add()
 * @error: why an earlier one could not be added
 */
gboolean
lineup_cutter_thread_add (LineupCutterThread *self, const LineupIndexRow *row, GError **error);

/**
 * lineup_cutter_thread_is_behind:
 *
 * Returns: whether so much waits to be cut that who gives more may have to wait, too
 */
gboolean lineup_cutter_thread_is_behind (LineupCutterThread *self);

/**
 * lineup_cutter_thread_end:
 * @self: a thread, to which nothing is added any more
 * @error: why a row could not be added
 *
 * Waits until all is cut.
 */
gboolean lineup_cutter_thread_end (LineupCutterThread *self, GError **error);

/**
 * lineup_cutter_thread_take_lengths:
 * @self: a thread
 *
 * Returns: (transfer full) (nullable): those of a window of which no row is left to be cut, which
 * is to be freed with g_free(); %NULL if there is none
 */
LineupWindowLengths *lineup_cutter_thread_take_lengths (LineupCutterThread *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LineupCutterThread, lineup_cutter_thread_free)

G_END_DECLS

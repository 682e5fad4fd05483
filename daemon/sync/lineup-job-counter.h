/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_JOB_COUNTER (lineup_job_counter_get_type ())
G_DECLARE_FINAL_TYPE (LineupJobCounter, lineup_job_counter, LINEUP, JOB_COUNTER, GObject)

/* Ids that are set aside on the disk before they are given out. */
#define LINEUP_JOB_COUNTER_BLOCK 32

/**
 * LineupJobCounter:
 *
 * Gives out job ids that never repeat, over accounts and restarts, without waiting for the disk
 * each time: it sets a block of ids aside ahead of need. A daemon that was killed skips what was
 * left of its block.
 */

/**
 * lineup_job_counter_new:
 * @path: file that remembers
 *
 * Reads and writes the file, which blocks: for start-up.
 *
 * Returns: (transfer full): a counter
 */
LineupJobCounter *lineup_job_counter_new (const char *path);

/**
 * lineup_job_counter_next:
 *
 * Returns: a new id, 1 at first
 */
guint64 lineup_job_counter_next (LineupJobCounter *self);

/**
 * lineup_job_counter_close_async:
 * @self: a counter that will give out no more
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the file is up to date
 * @user_data: for @callback
 *
 * Gives back what is left of the block.
 */
void lineup_job_counter_close_async (LineupJobCounter *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

gboolean
lineup_job_counter_close_finish (LineupJobCounter *self, GAsyncResult *result, GError **error);

G_END_DECLS

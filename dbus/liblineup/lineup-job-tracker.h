/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-types.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_JOB_TRACKER (lineup_job_tracker_get_type ())
LINEUP_PUBLIC
G_DECLARE_FINAL_TYPE (LineupJobTracker, lineup_job_tracker, LINEUP, JOB_TRACKER, GObject)

/**
 * LineupJobTracker:
 *
 * A sync button with its progress: of an account's catalogue, or of its guide. It follows whatever
 * job runs, whoever started it.
 */

/**
 * lineup_job_tracker_is_running:
 * @self: a tracker
 *
 * Returns: whether a job runs
 */
LINEUP_PUBLIC
gboolean lineup_job_tracker_is_running (LineupJobTracker *self);

/**
 * lineup_job_tracker_get_fraction:
 * @self: a tracker
 *
 * Returns: how much of the running or last job is done, from 0 to 1
 */
LINEUP_PUBLIC
double lineup_job_tracker_get_fraction (LineupJobTracker *self);

/**
 * lineup_job_tracker_get_text:
 * @self: a tracker
 *
 * Returns: what goes on, or how it last ended, for a person
 */
LINEUP_PUBLIC
const char *lineup_job_tracker_get_text (LineupJobTracker *self);

/**
 * lineup_job_tracker_run_async:
 * @self: a tracker
 * @options: (nullable): an `a{sv}`, see StartSync of the bus: `steps`, `force`
 * @cancellable: (nullable): ends the waiting, not the job
 * @callback: (scope async): called once the job has ended
 * @user_data: for @callback
 *
 * Starts a job, or joins the one that runs, and waits for its end. If @options is floating, it is
 * consumed.
 */
LINEUP_PUBLIC
void lineup_job_tracker_run_async (LineupJobTracker *self,
                                   GVariant *options,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * lineup_job_tracker_run_finish:
 * @self: a tracker
 * @result: what the callback got
 * @error: return location for an error
 *
 * A job of which not all succeeded is no error. A daemon that ended in the middle is
 * `LINEUP_ERROR_UNAVAILABLE`.
 *
 * Returns: (transfer full): `completed`, `partial` or `failed`, or %NULL with an error
 */
LINEUP_PUBLIC
char *lineup_job_tracker_run_finish (LineupJobTracker *self, GAsyncResult *result, GError **error);

/**
 * lineup_job_tracker_cancel_async:
 * @self: a tracker
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async): called once the job has wound down
 * @user_data: for @callback
 *
 * Cancels the job.
 */
LINEUP_PUBLIC
void lineup_job_tracker_cancel_async (LineupJobTracker *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_job_tracker_cancel_finish:
 * @self: a tracker
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether it was cancelled
 */
LINEUP_PUBLIC
gboolean
lineup_job_tracker_cancel_finish (LineupJobTracker *self, GAsyncResult *result, GError **error);

/**
 * lineup_job_tracker_toggle:
 * @self: a tracker
 *
 * What a button does: starts a job, or cancels the one that runs. If that can't be, `failed` says
 * why.
 */
LINEUP_PUBLIC
void lineup_job_tracker_toggle (LineupJobTracker *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-course-phase.h"
#include "lineup-hosts.h"
#include "lineup-job-memory.h"
#include "lineup-job.h"
#include "lineup-obstacle.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_JOB_RUNNER (lineup_job_runner_get_type ())
G_DECLARE_FINAL_TYPE (LineupJobRunner, lineup_job_runner, LINEUP, JOB_RUNNER, GObject)

/**
 * LineupJobRunner:
 *
 * Runs the jobs of one kind of an account: at most one at a time, in the queue that all accounts
 * share. Who asks for one while one runs or waits joins it. For the main thread.
 */

/**
 * lineup_job_runner_new:
 * @memory: of the account
 * @hosts: tell whom it may ask when
 * @noun: what such a job is called, such as `sync`
 *
 * Returns: (transfer full): a runner with nothing to run
 */
LineupJobRunner *
lineup_job_runner_new (LineupJobMemory *memory, LineupHosts *hosts, const char *noun);

/**
 * lineup_job_runner_may_run:
 * @self: a runner
 * @error: %LINEUP_ERROR_DISABLED, %LINEUP_ERROR_SHUTTING_DOWN
 *
 * Returns: whether there may be jobs
 */
gboolean lineup_job_runner_may_run (LineupJobRunner *self, GError **error);

/**
 * lineup_job_runner_set_enabled:
 * @self: a runner
 * @enabled: whether there may be jobs; one that runs is cancelled else
 */
void lineup_job_runner_set_enabled (LineupJobRunner *self, gboolean enabled);

/**
 * lineup_job_runner_begin:
 * @self: a runner without a job
 * @job: has not begun
 * @host: under which it is to be in the queue
 * @attended: whether somebody waits for it, so that nothing is in its way
 */
void lineup_job_runner_begin (LineupJobRunner *self,
                              LineupJob *job,
                              const char *host,
                              gboolean attended);

/**
 * lineup_job_runner_attend:
 * @self: a runner with a job
 *
 * From now on somebody waits for it.
 */
void lineup_job_runner_attend (LineupJobRunner *self);

/**
 * lineup_job_runner_get_job:
 *
 * Returns: (transfer none) (nullable): what runs or waits
 */
LineupJob *lineup_job_runner_get_job (LineupJobRunner *self);

/**
 * lineup_job_runner_get_status:
 *
 * Returns: %LINEUP_SYNC_STATUS_SYNCING while a job runs, else how the last one ended
 */
LineupSyncStatus lineup_job_runner_get_status (LineupJobRunner *self);

/**
 * lineup_job_runner_get_waiting:
 *
 * Returns: why a job that is due or asked for does not run yet
 */
LineupObstacle lineup_job_runner_get_waiting (LineupJobRunner *self);

/**
 * lineup_job_runner_is_put_off:
 *
 * Returns: whether there is a job that waits for an obstacle to go
 */
gboolean lineup_job_runner_is_put_off (LineupJobRunner *self);

/**
 * lineup_job_runner_set_obstacle:
 * @self: a runner
 * @obstacle: why a job that nobody waits for is not to run now
 * @due: whether one would begin now, but for that
 *
 * One that runs when an obstacle appears is put off at the end of its step, leaves its place to
 * others, and goes on with the next step when there is none any more.
 */
void lineup_job_runner_set_obstacle (LineupJobRunner *self, LineupObstacle obstacle, gboolean due);

/**
 * lineup_job_runner_get_facts:
 * @self: a runner
 * @facts: (inout): gets what is known here; the interval is not
 */
void lineup_job_runner_get_facts (LineupJobRunner *self, LineupScheduleFacts *facts);

/**
 * lineup_job_runner_check_time:
 * @self: a runner
 *
 * To be called when the clock on the wall may have been set, see lineup_job_record_check_time().
 *
 * Returns: whether the last attempt is another one now
 */
gboolean lineup_job_runner_check_time (LineupJobRunner *self);

/**
 * lineup_job_runner_cancel_async:
 * @self: a runner
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when the job has wound down and everybody knows
 * @user_data: for @callback
 */
void lineup_job_runner_cancel_async (LineupJobRunner *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * lineup_job_runner_cancel_finish:
 * @error: %LINEUP_ERROR_NOT_RUNNING
 */
gboolean
lineup_job_runner_cancel_finish (LineupJobRunner *self, GAsyncResult *result, GError **error);

/**
 * lineup_job_runner_stop_async:
 * @self: a runner
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when none runs and all is on the disk
 * @user_data: for @callback
 *
 * Cancels the job, if there is one, and takes no other.
 */
void lineup_job_runner_stop_async (LineupJobRunner *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

gboolean
lineup_job_runner_stop_finish (LineupJobRunner *self, GAsyncResult *result, GError **error);

/**
 * LineupJobRunner::changed:
 * @self: the runner
 * @phase: where its job is now, a #LineupCoursePhase as a guint, but for its end
 */

/**
 * LineupJobRunner::over:
 * @self: the runner, which has no job any more
 * @job: the #LineupJob that has ended
 */

G_END_DECLS

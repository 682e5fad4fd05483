/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-circuits.h"
#include "lineup-job-runner.h"

G_BEGIN_DECLS

/* Time: of what does not begin by itself as things are. */
#define LINEUP_SCHEDULED_NEVER G_MAXINT64

#define LINEUP_TYPE_SCHEDULED (lineup_scheduled_get_type ())
G_DECLARE_INTERFACE (LineupScheduled, lineup_scheduled, LINEUP, SCHEDULED, GObject)

/**
 * LineupScheduledInterface:
 * @judge: what a job that has ended tells of its host; %NULL for jobs that tell nothing, and never
 *   probe a host
 *
 * An account's jobs of one kind, as #LineupAccountSchedule sees them. For the main thread.
 */
struct _LineupScheduledInterface
{
  GTypeInterface parent_iface;

  LineupJobRunner *(*get_runner) (LineupScheduled *self);
  const char *(*get_host) (LineupScheduled *self);
  gint64 (*get_due) (LineupScheduled *self, guint interval);
  gboolean (*start) (LineupScheduled *self, GError **error);
  void (*set_obstacle) (LineupScheduled *self, LineupObstacle obstacle, gboolean due);
  void (*check_time) (LineupScheduled *self);
  LineupHostVerdict (*judge) (LineupScheduled *self, LineupJob *job);
};

/**
 * lineup_scheduled_get_runner:
 *
 * Returns: (transfer none): runs the jobs
 */
LineupJobRunner *lineup_scheduled_get_runner (LineupScheduled *self);

/**
 * lineup_scheduled_get_host:
 *
 * Returns: what a panel's patience is counted by, of the account's panel as it is set now
 */
const char *lineup_scheduled_get_host (LineupScheduled *self);

/**
 * lineup_scheduled_get_due:
 * @self: jobs
 * @interval: minutes between two of them
 *
 * Returns: Unix seconds of when the next one is due, 0 for one that was never done, or
 *   %LINEUP_SCHEDULED_NEVER
 */
gint64 lineup_scheduled_get_due (LineupScheduled *self, guint interval);

/**
 * lineup_scheduled_start:
 * @self: jobs
 * @error: as of lineup_job_runner_may_run()
 *
 * Starts one that nobody asked for.
 *
 * Returns: whether there is one now
 */
gboolean lineup_scheduled_start (LineupScheduled *self, GError **error);

/**
 * lineup_scheduled_set_obstacle:
 *
 * See lineup_job_runner_set_obstacle().
 */
void lineup_scheduled_set_obstacle (LineupScheduled *self, LineupObstacle obstacle, gboolean due);

/**
 * lineup_scheduled_check_time:
 *
 * See lineup_job_runner_check_time().
 */
void lineup_scheduled_check_time (LineupScheduled *self);

/**
 * lineup_scheduled_judges:
 *
 * Returns: whether its jobs tell anything of their host
 */
gboolean lineup_scheduled_judges (LineupScheduled *self);

/**
 * lineup_scheduled_judge:
 * @self: jobs for which lineup_scheduled_judges()
 * @job: one that has ended
 *
 * Returns: what it tells of its host
 */
LineupHostVerdict lineup_scheduled_judge (LineupScheduled *self, LineupJob *job);

/**
 * lineup_scheduled_emit_moved:
 * @self: jobs that may be due at another time now
 *
 * For implementations.
 */
void lineup_scheduled_emit_moved (LineupScheduled *self);

/**
 * lineup_scheduled_emit_ended:
 * @self: jobs
 * @job: one that has ended
 *
 * For implementations.
 */
void lineup_scheduled_emit_ended (LineupScheduled *self, LineupJob *job);

/**
 * LineupScheduled::ended:
 * @self: the jobs
 * @job: the #LineupJob that has ended; before others are told
 */

/**
 * LineupScheduled::moved:
 * @self: the jobs, which may be due at another time now
 */

G_END_DECLS

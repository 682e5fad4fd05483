/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-job-tracker.h"

G_BEGIN_DECLS

/**
 * lineup_job_tracker_new:
 * @account: which has the tracker
 * @guide: whether it is of the guide, not of the catalogue
 *
 * Returns: (transfer full): a tracker
 */
LineupJobTracker *lineup_job_tracker_new (LineupAccount *account, gboolean guide);

/**
 * lineup_job_tracker_take_values:
 *
 * Learns that properties of the account may have changed.
 */
void lineup_job_tracker_take_values (LineupJobTracker *self);

/**
 * lineup_job_tracker_take_signal:
 * @member: a signal of the account's object
 * @parameters: its tuple
 *
 * Learns of a job's progress or end, if it is one of ours.
 */
void
lineup_job_tracker_take_signal (LineupJobTracker *self, const char *member, GVariant *parameters);

/**
 * lineup_job_tracker_vanish:
 *
 * Learns that the daemon has ended, and with it the job.
 */
void lineup_job_tracker_vanish (LineupJobTracker *self);

/**
 * lineup_job_tracker_leave:
 *
 * Forgets the account, which is finalized.
 */
void lineup_job_tracker_leave (LineupJobTracker *self);

G_END_DECLS

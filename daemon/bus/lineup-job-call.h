/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-job-runner.h"
#include "lineup-subscription.h"

G_BEGIN_DECLS

/**
 * LineupJobCallStartFunc:
 * @subscription: an account, which is settled
 * @options: the call's
 * @job: (out): id of the job
 * @error: why there is none
 *
 * Starts a job of an account, or joins it.
 *
 * Returns: whether there is one
 */
typedef gboolean (*LineupJobCallStartFunc) (LineupSubscription *subscription,
                                            GVariant *options,
                                            guint64 *job,
                                            GError **error);

/**
 * lineup_job_call_start:
 * @invocation: (transfer full): a call whose only argument is its options; is answered with the
 *   job's id
 * @subscription: the account
 * @start: starts the job
 *
 * Starts a job when its account is settled, although the caller may leave before.
 */
void lineup_job_call_start (GDBusMethodInvocation *invocation,
                            LineupSubscription *subscription,
                            LineupJobCallStartFunc start);

/**
 * lineup_job_call_cancel:
 * @invocation: (transfer full): a call; is answered when the job has wound down
 * @runner: runs it
 *
 * Cancels a job, although the caller may leave before.
 */
void lineup_job_call_cancel (GDBusMethodInvocation *invocation, LineupJobRunner *runner);

G_END_DECLS

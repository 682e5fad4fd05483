/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-call.h"
#include "lineup-clock.h"

G_BEGIN_DECLS

/* Calls of all callers together that read at once; those that copy leave threads to the others. */
#define LINEUP_CALLERS_MAX_READING 4
#define LINEUP_CALLERS_MAX_COPYING 2

#define LINEUP_TYPE_CALLERS (lineup_callers_get_type ())
G_DECLARE_FINAL_TYPE (LineupCallers, lineup_callers, LINEUP, CALLERS, GObject)

/**
 * LineupCallers:
 *
 * Whose turn it is, of all who call: one call of each after the other, however many somebody makes.
 * For the main thread.
 */

/**
 * lineup_callers_new:
 * @clock: says for how long calls wait
 *
 * Returns: (transfer full): nobody yet
 */
LineupCallers *lineup_callers_new (LineupClock *clock);

/**
 * lineup_callers_admit:
 * @self: the callers
 * @invocation: (transfer full): a call that has arrived
 *
 * Refuses a call with `LimitsExceeded` when its caller has too many already. Whoever goes on for
 * all that, and takes not even the refusals, gets no reply at all.
 *
 * Returns: (transfer full) (nullable): the call in hand; %NULL if it was refused
 */
LineupCall *lineup_callers_admit (LineupCallers *self, GDBusMethodInvocation *invocation);

/**
 * lineup_callers_cancel_all:
 * @self: the callers
 *
 * Cancels all calls, for the process to end.
 */
void lineup_callers_cancel_all (LineupCallers *self);

G_END_DECLS

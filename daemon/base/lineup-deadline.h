/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DEADLINE (lineup_deadline_get_type ())
G_DECLARE_FINAL_TYPE (LineupDeadline, lineup_deadline, LINEUP, DEADLINE, GObject)

/**
 * LineupDeadline:
 *
 * A time limit on an operation that takes a #GCancellable: hands out one that is cancelled when the
 * caller's is, or when the time has passed, and tells the two apart afterwards. The limit may be
 * moved while the operation goes from one phase to the next.
 */

/**
 * lineup_deadline_new:
 * @clock: what measures the time
 * @cancellable: (nullable): the caller's
 *
 * Returns: (transfer full): a deadline without a limit yet
 */
LineupDeadline *lineup_deadline_new (LineupClock *clock, GCancellable *cancellable);

/**
 * lineup_deadline_get_cancellable:
 *
 * Returns: (transfer none): what to hand to the operation
 */
GCancellable *lineup_deadline_get_cancellable (LineupDeadline *self);

/**
 * lineup_deadline_set:
 * @self: a deadline
 * @delay: microseconds from now
 * @what: what did not happen in time, for the error's message; a literal
 *
 * Sets or moves the limit.
 */
void lineup_deadline_set (LineupDeadline *self, gint64 delay, const char *what);

/**
 * lineup_deadline_finish:
 * @self: a deadline
 * @error: (inout) (nullable): what the operation ended with
 *
 * Ends the limit and lets go of the caller's cancellable. A cancellation that was this deadline's
 * doing becomes %LINEUP_ERROR_TIMEOUT, transient.
 */
void lineup_deadline_finish (LineupDeadline *self, GError **error);

G_END_DECLS

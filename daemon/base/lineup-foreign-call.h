/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FOREIGN_CALL (lineup_foreign_call_get_type ())
G_DECLARE_FINAL_TYPE (LineupForeignCall, lineup_foreign_call, LINEUP, FOREIGN_CALL, GObject)

/* Microseconds that a library has to end a call when it is told to. */
#define LINEUP_FOREIGN_CALL_WIND_DOWN (100 * G_TIME_SPAN_MILLISECOND)

/**
 * LineupForeignCall:
 *
 * An asynchronous call of a library that is not trusted to call back. A limit cancels the call when
 * it takes too long, as does the caller's own #GCancellable. If the library has not called back
 * %LINEUP_FOREIGN_CALL_WIND_DOWN after that, the call is given up: the task goes on without it, and
 * a callback that comes all the same finds nobody.
 *
 * The object is the user data of the library's callback, which owns a reference: where the callback
 * never comes, it is leaked along with what the library holds. For the main thread.
 */

/**
 * LineupForeignCallGiveUpFunc:
 * @task: (transfer full): what the call was for
 * @error: (transfer full): %LINEUP_ERROR_TIMEOUT, or %G_IO_ERROR_CANCELLED if the caller wanted it
 *
 * The library has not called back in time.
 */
typedef void (*LineupForeignCallGiveUpFunc) (GTask *task, GError *error);

/**
 * lineup_foreign_call_new:
 * @task: (transfer full): what the call is for; its cancellable is the caller's
 * @clock: measures the time
 * @give_up: called when the library does not call back
 *
 * Returns: (transfer full): a call without a limit yet
 */
LineupForeignCall *
lineup_foreign_call_new (GTask *task, LineupClock *clock, LineupForeignCallGiveUpFunc give_up);

/**
 * lineup_foreign_call_get_cancellable:
 *
 * Returns: (transfer none): what to hand to the library
 */
GCancellable *lineup_foreign_call_get_cancellable (LineupForeignCall *self);

/**
 * lineup_foreign_call_set_limit:
 * @self: a call
 * @delay: microseconds from now
 * @what: what did not happen in time, for the error's message; a literal
 *
 * Sets or moves the limit. Does nothing to a call that was given up.
 */
void lineup_foreign_call_set_limit (LineupForeignCall *self, gint64 delay, const char *what);

/**
 * lineup_foreign_call_end:
 * @self: (transfer full): a call, in the library's callback
 * @error: (inout): what it ended with; a cancellation that was the limit's doing becomes
 *   %LINEUP_ERROR_TIMEOUT
 *
 * Returns: (transfer full) (nullable): the task; %NULL if the call was given up: what it brought is
 *   for nobody, and @error is cleared
 */
GTask *lineup_foreign_call_end (LineupForeignCall *self, GError **error);

G_END_DECLS

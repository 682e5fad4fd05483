/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

/**
 * LineupRestTimer:
 *
 * Tells the main thread when nothing has happened to an object for a while. The object need not
 * outlive it, and may end on any thread.
 */
typedef struct _LineupRestTimer LineupRestTimer;

/**
 * LineupRestFunc:
 * @object: what has had its rest
 *
 * Called once, on the main thread.
 */
typedef void (*LineupRestFunc) (gpointer object);

/**
 * lineup_rest_timer_new:
 * @clock: what measures the time
 * @delay: microseconds
 * @object: (transfer none): not kept alive
 * @func: called with @object
 *
 * Returns: (transfer full): a timer that does not run
 */
LineupRestTimer *
lineup_rest_timer_new (LineupClock *clock, gint64 delay, GObject *object, LineupRestFunc func);

/**
 * lineup_rest_timer_free:
 * @self: (transfer full): a timer; any thread
 */
void lineup_rest_timer_free (LineupRestTimer *self);

/**
 * lineup_rest_timer_start:
 * @self: a timer
 *
 * Lets it run from now on, whether it did or not. Main thread.
 */
void lineup_rest_timer_start (LineupRestTimer *self);

/**
 * lineup_rest_timer_stop:
 * @self: a timer; any thread
 */
void lineup_rest_timer_stop (LineupRestTimer *self);

G_END_DECLS

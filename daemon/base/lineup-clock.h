/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_CLOCK (lineup_clock_get_type ())
G_DECLARE_INTERFACE (LineupClock, lineup_clock, LINEUP, CLOCK, GObject)

/**
 * LineupClockInterface:
 * @get_monotonic_time: see lineup_clock_get_monotonic_time()
 * @get_real_time: see lineup_clock_get_real_time()
 * @create_source: see lineup_clock_create_source()
 * @create_alarm: see lineup_clock_create_alarm()
 *
 * Time as a seam: every pause, limit and rate in the daemon asks it, so that a test can run a year
 * in seconds. For the main thread only, but for lineup_clock_get_real_time().
 */
struct _LineupClockInterface
{
  GTypeInterface parent_iface;

  gint64 (*get_monotonic_time) (LineupClock *self);
  gint64 (*get_real_time) (LineupClock *self);
  GSource *(*create_source) (LineupClock *self, gint64 delay);
  GSource *(*create_alarm) (LineupClock *self, gint64 real_time);
};

/**
 * LINEUP_CLOCK_LAST_SECOND:
 *
 * Unix seconds of the end of the year 9999, after which calendars have no dates: no time that
 * somebody else tells of counts as later.
 */
#define LINEUP_CLOCK_LAST_SECOND G_GUINT64_CONSTANT (253402300799)

/**
 * lineup_clock_from_seconds:
 * @seconds: Unix seconds, or seconds that something lasts
 *
 * The one way from seconds to microseconds, which does not overflow.
 *
 * Returns: microseconds, those of %LINEUP_CLOCK_LAST_SECOND at most
 */
gint64 lineup_clock_from_seconds (guint64 seconds);

/**
 * lineup_clock_get_monotonic_time:
 *
 * Returns: microseconds since some point in the past, never falling
 */
gint64 lineup_clock_get_monotonic_time (LineupClock *self);

/**
 * lineup_clock_get_real_time:
 *
 * Any thread may ask.
 *
 * Returns: Unix time in microseconds
 */
gint64 lineup_clock_get_real_time (LineupClock *self);

/**
 * lineup_clock_get_seconds:
 *
 * Any thread may ask.
 *
 * Returns: Unix time in seconds, as files and callers have it
 */
gint64 lineup_clock_get_seconds (LineupClock *self);

/**
 * lineup_clock_create_source:
 * @self: a clock
 * @delay: microseconds of monotonic time from now
 *
 * Makes a source that fires after @delay, and again after each @delay while its #GSourceFunc
 * returns %G_SOURCE_CONTINUE. Not attached to a context yet.
 *
 * Returns: (transfer full): the source
 */
GSource *lineup_clock_create_source (LineupClock *self, gint64 delay);

/**
 * lineup_clock_create_alarm:
 * @self: a clock
 * @real_time: Unix time in microseconds
 *
 * Makes a source that fires once: when the clock on the wall has reached @real_time, or as soon as
 * that clock was set, to whatever time, which is also when the machine comes back from suspend. It
 * does not wake a suspended machine. Not attached to a context yet.
 *
 * Returns: (transfer full): the source
 */
GSource *lineup_clock_create_alarm (LineupClock *self, gint64 real_time);

/**
 * lineup_clock_add_alarm:
 * @self: a clock
 * @real_time: Unix time in microseconds
 * @func: called then, once, or when the clock on the wall was set
 * @user_data: for @func
 *
 * Returns: (transfer full): the source, attached to the thread's default context
 */
GSource *
lineup_clock_add_alarm (LineupClock *self, gint64 real_time, GSourceFunc func, gpointer user_data);

/**
 * lineup_clock_add_timeout:
 * @self: a clock
 * @delay: microseconds of monotonic time from now
 * @func: called then, and again after each @delay while it returns %G_SOURCE_CONTINUE
 * @user_data: for @func
 *
 * Returns: (transfer full): the source, attached to the thread's default context
 */
GSource *
lineup_clock_add_timeout (LineupClock *self, gint64 delay, GSourceFunc func, gpointer user_data);

/**
 * lineup_clock_clear_source:
 * @source: (inout) (nullable): what one of the functions above has made
 *
 * Ends the source, if there is one, and drops the reference to it.
 */
void lineup_clock_clear_source (GSource **source);

/**
 * lineup_clock_sleep_async:
 * @self: a clock
 * @delay: microseconds of monotonic time from now
 * @cancellable: (nullable): ends the pause at once
 * @callback: called after @delay
 * @user_data: for @callback
 *
 * Pauses without blocking.
 */
void lineup_clock_sleep_async (LineupClock *self,
                               gint64 delay,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * lineup_clock_sleep_finish:
 * @self: a clock
 * @result: what the callback got
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the whole time has passed
 */
gboolean lineup_clock_sleep_finish (LineupClock *self, GAsyncResult *result, GError **error);

G_END_DECLS

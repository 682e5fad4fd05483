/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_TEST_CLOCK (lineup_test_clock_get_type ())
G_DECLARE_FINAL_TYPE (LineupTestClock, lineup_test_clock, LINEUP, TEST_CLOCK, GObject)

/**
 * LineupTestClock:
 *
 * A clock that stands still until a test moves it. Its sources become ready then, and fire when
 * their context is run.
 */

/**
 * lineup_test_clock_new:
 * @real_time: Unix time in microseconds to begin with
 *
 * Returns: (transfer full): a clock whose monotonic time is 0
 */
LineupTestClock *lineup_test_clock_new (gint64 real_time);

/**
 * lineup_test_clock_advance:
 * @self: a clock
 * @microseconds: not negative
 *
 * Lets time pass at once.
 */
void lineup_test_clock_advance (LineupTestClock *self, gint64 microseconds);

/**
 * lineup_test_clock_set_real_time:
 * @self: a clock
 * @real_time: Unix time in microseconds
 *
 * Sets the clock on the wall, also back; no monotonic time passes.
 */
void lineup_test_clock_set_real_time (LineupTestClock *self, gint64 real_time);

/**
 * lineup_test_clock_suspend:
 * @self: a clock
 * @microseconds: not negative
 *
 * Lets the machine sleep for a while: only the clock on the wall goes on.
 */
void lineup_test_clock_suspend (LineupTestClock *self, gint64 microseconds);

/**
 * lineup_test_clock_get_next_alarm:
 *
 * Returns: the monotonic time at which the next source is due, -1 if there is none
 */
gint64 lineup_test_clock_get_next_alarm (LineupTestClock *self);

/**
 * lineup_test_clock_advance_to_next_alarm:
 *
 * Lets time pass until the next source is due.
 *
 * Returns: whether there is one
 */
gboolean lineup_test_clock_advance_to_next_alarm (LineupTestClock *self);

G_END_DECLS

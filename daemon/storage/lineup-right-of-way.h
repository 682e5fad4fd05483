/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LineupRightOfWay:
 *
 * Lets those who read go before the one who writes: somebody waits for what is read. It is a matter
 * of milliseconds, not of order: both could go on at the same time, and do where reads take long.
 * For any thread.
 */
typedef struct _LineupRightOfWay LineupRightOfWay;

/* Microseconds that the writer waits at once; and after it as long again it does not. */
#define LINEUP_RIGHT_OF_WAY_PATIENCE (20 * G_TIME_SPAN_MILLISECOND)

/**
 * lineup_right_of_way_new:
 *
 * Returns: (transfer full): a right of way that nobody has
 */
LineupRightOfWay *lineup_right_of_way_new (void);

/**
 * lineup_right_of_way_free:
 * @self: (transfer full): a right of way that nobody has
 */
void lineup_right_of_way_free (LineupRightOfWay *self);

/**
 * lineup_right_of_way_take:
 *
 * Somebody begins to read.
 */
void lineup_right_of_way_take (LineupRightOfWay *self);

/**
 * lineup_right_of_way_leave:
 *
 * Somebody has read.
 */
void lineup_right_of_way_leave (LineupRightOfWay *self);

/**
 * lineup_right_of_way_is_taken:
 *
 * Returns: whether somebody reads
 */
gboolean lineup_right_of_way_is_taken (LineupRightOfWay *self);

/**
 * lineup_right_of_way_yield:
 *
 * Waits for a moment if somebody reads, so that at least half of the time is left to the one who
 * writes. For one thread at a time.
 */
void lineup_right_of_way_yield (LineupRightOfWay *self);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-clock.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_FILE_WATCH (lineup_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (LineupFileWatch, lineup_file_watch, LINEUP, FILE_WATCH, GObject)

/* Microseconds for which a file has to be left alone to count as written, and after which it counts
 * so in any case. */
#define LINEUP_FILE_WATCH_PAUSE (5 * G_TIME_SPAN_SECOND)
#define LINEUP_FILE_WATCH_LIMIT (5 * G_TIME_SPAN_MINUTE)

/**
 * LineupFileWatch:
 *
 * Watches a file that others write, in place or by putting another one there. A file that is gone
 * is no change: it is being replaced, or whatever it lies on is away. For the main thread.
 *
 * Signal `changed`: somebody has written it.
 */

/**
 * lineup_file_watch_new:
 * @path: the file, which need not be there
 * @clock: measures the pause
 *
 * Returns: (transfer full): a watch, which begins in a moment
 */
LineupFileWatch *lineup_file_watch_new (const char *path, LineupClock *clock);

/**
 * lineup_file_watch_get_path:
 *
 * Returns: (transfer none): the file
 */
const char *lineup_file_watch_get_path (LineupFileWatch *self);

/**
 * lineup_file_watch_is_watching:
 *
 * Returns: whether what is written from now on is noticed
 */
gboolean lineup_file_watch_is_watching (LineupFileWatch *self);

G_END_DECLS

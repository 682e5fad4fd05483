/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-account-schedule.h"
#include "lineup-account-source.h"
#include "lineup-account-sync.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_PLAYLIST_WATCH (lineup_playlist_watch_get_type ())
G_DECLARE_FINAL_TYPE (LineupPlaylistWatch, lineup_playlist_watch, LINEUP, PLAYLIST_WATCH, GObject)

/**
 * LineupPlaylistWatch:
 *
 * Watches the file that an account's playlist is, for as long as it is one: when somebody has
 * written it, a sync is due, which takes no network. For the main thread.
 */

/**
 * lineup_playlist_watch_new:
 * @account: the settings
 * @source: tells where the playlist is
 * @sync: reads it
 * @schedule: says when
 * @clock: measures pauses
 *
 * Returns: (transfer full): a watch
 */
LineupPlaylistWatch *lineup_playlist_watch_new (LineupAccount *account,
                                                LineupAccountSource *source,
                                                LineupAccountSync *sync,
                                                LineupAccountSchedule *schedule,
                                                LineupClock *clock);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-notifications.h"
#include "lineup-roster.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_ANNOUNCER (lineup_announcer_get_type ())
G_DECLARE_FINAL_TYPE (LineupAnnouncer, lineup_announcer, LINEUP, ANNOUNCER, GObject)

/**
 * LineupAnnouncer:
 *
 * Lets a #LineupAccountAnnouncer tell of each account, as accounts come and go.
 */

/**
 * lineup_announcer_new:
 * @roster: the accounts that are told of
 * @notifications: the way to the person
 * @state_directory: folder of what was told
 * @clock: for all times
 *
 * Returns: (transfer full): an announcer
 */
LineupAnnouncer *lineup_announcer_new (LineupRoster *roster,
                                       LineupNotifications *notifications,
                                       const char *state_directory,
                                       LineupClock *clock);

G_END_DECLS

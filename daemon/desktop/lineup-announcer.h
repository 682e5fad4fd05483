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
 * @clock: for all times
 *
 * Returns: (transfer full): an announcer
 */
LineupAnnouncer *
lineup_announcer_new (LineupRoster *roster, LineupNotifications *notifications, LineupClock *clock);

/**
 * lineup_announcer_flush_async:
 * @self: an announcer
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when all that was told is on the disk
 * @user_data: for @callback
 *
 * For the end of the process.
 */
void lineup_announcer_flush_async (LineupAnnouncer *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

void lineup_announcer_flush_finish (LineupAnnouncer *self, GAsyncResult *result);

G_END_DECLS

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-notifications.h"

G_BEGIN_DECLS

#define LINEUP_TYPE_DESKTOP_NOTIFICATIONS (lineup_desktop_notifications_get_type ())
G_DECLARE_FINAL_TYPE (LineupDesktopNotifications,
                      lineup_desktop_notifications,
                      LINEUP,
                      DESKTOP_NOTIFICATIONS,
                      GObject)

/**
 * LineupDesktopNotifications:
 *
 * Notifications as desktops show them, by `org.freedesktop.Notifications`.
 */

/**
 * lineup_desktop_notifications_new:
 * @connection: the session bus
 *
 * Returns: (transfer full): the way to the desktop; nothing is asked of it before there is
 *   something to tell
 */
LineupNotifications *lineup_desktop_notifications_new (GDBusConnection *connection);

G_END_DECLS

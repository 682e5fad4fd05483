/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lineup-notification.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LINEUP_TYPE_NOTIFICATIONS (lineup_notifications_get_type ())
G_DECLARE_INTERFACE (LineupNotifications, lineup_notifications, LINEUP, NOTIFICATIONS, GObject)

/**
 * LineupNotificationsInterface:
 * @send_async: see lineup_notifications_send_async()
 * @send_finish: see lineup_notifications_send_finish()
 *
 * The way to a person's eyes, as a seam. For the main thread.
 */
struct _LineupNotificationsInterface
{
  GTypeInterface parent_iface;

  void (*send_async) (LineupNotifications *self,
                      LineupNotification *notification,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gboolean (*send_finish) (LineupNotifications *self, GAsyncResult *result, GError **error);
};

/**
 * lineup_notifications_send_async:
 * @self: the way
 * @notification: (transfer full): what to tell
 * @cancellable: (nullable): see #GCancellable
 * @callback: called when it is shown, or can't be
 * @user_data: for @callback
 */
void lineup_notifications_send_async (LineupNotifications *self,
                                      LineupNotification *notification,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * lineup_notifications_send_finish:
 * @error: why it can't be shown; that there is nobody to show it is nothing unusual
 *
 * Returns: whether it is shown
 */
gboolean
lineup_notifications_send_finish (LineupNotifications *self, GAsyncResult *result, GError **error);

G_END_DECLS

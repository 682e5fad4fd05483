/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-notifications.h"

G_DEFINE_INTERFACE (LineupNotifications, lineup_notifications, G_TYPE_OBJECT)

static void
lineup_notifications_default_init (LineupNotificationsInterface *iface)
{
}

void
lineup_notifications_send_async (LineupNotifications *self,
                                 LineupNotification *notification,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (LINEUP_IS_NOTIFICATIONS (self));

  LINEUP_NOTIFICATIONS_GET_IFACE (self)->send_async (
      self, notification, cancellable, callback, user_data);
}

gboolean
lineup_notifications_send_finish (LineupNotifications *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_NOTIFICATIONS (self), FALSE);

  return LINEUP_NOTIFICATIONS_GET_IFACE (self)->send_finish (self, result, error);
}

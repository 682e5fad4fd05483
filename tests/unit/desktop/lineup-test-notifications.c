/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-test-notifications.h"

struct _LineupTestNotifications
{
  GObject parent_instance;

  GString *told; /* (owned) */
  gboolean deaf;
};

static void lineup_test_notifications_iface_init (LineupNotificationsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupTestNotifications,
                               lineup_test_notifications,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_NOTIFICATIONS,
                                                      lineup_test_notifications_iface_init))

static void
lineup_test_notifications_finalize (GObject *object)
{
  g_string_free (LINEUP_TEST_NOTIFICATIONS (object)->told, TRUE);

  G_OBJECT_CLASS (lineup_test_notifications_parent_class)->finalize (object);
}

static void
lineup_test_notifications_class_init (LineupTestNotificationsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_test_notifications_finalize;
}

static void
lineup_test_notifications_init (LineupTestNotifications *self)
{
  self->told = g_string_new (NULL);
}

static void
lineup_test_notifications_send_async (LineupNotifications *notifications,
                                      LineupNotification *notification,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  LineupTestNotifications *self = LINEUP_TEST_NOTIFICATIONS (notifications);
  g_autoptr (LineupNotification) owned_notification = notification;
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (self->deaf)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Nobody is there");
      return;
    }
  g_string_append_printf (self->told, "%s\n", notification->body);
  g_task_return_boolean (task, TRUE);
}

static gboolean
lineup_test_notifications_send_finish (LineupNotifications *notifications,
                                       GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_test_notifications_iface_init (LineupNotificationsInterface *iface)
{
  iface->send_async = lineup_test_notifications_send_async;
  iface->send_finish = lineup_test_notifications_send_finish;
}

LineupTestNotifications *
lineup_test_notifications_new (void)
{
  return g_object_new (LINEUP_TYPE_TEST_NOTIFICATIONS, NULL);
}

void
lineup_test_notifications_set_deaf (LineupTestNotifications *self, gboolean deaf)
{
  self->deaf = deaf;
}

char *
lineup_test_notifications_take (LineupTestNotifications *self)
{
  GString *told = self->told;

  self->told = g_string_new (NULL);
  return g_string_free (told, FALSE);
}

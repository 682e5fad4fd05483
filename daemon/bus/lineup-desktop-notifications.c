/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-desktop-notifications.h"

#include "lineup-names.h"

#define SERVICE_NAME "org.freedesktop.Notifications"
#define SERVICE_PATH "/org/freedesktop/Notifications"

#define ICON_NAME "video-x-generic"

/* Numbers of the specification. */
#define URGENCY_LOW        0
#define URGENCY_NORMAL     1
#define EXPIRES_BY_DEFAULT (-1)

struct _LineupDesktopNotifications
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  GHashTable *shown; /* (owned) (element-type utf8 guint32): the service's id of a topic */
  guint watch_id;
};

static void lineup_desktop_notifications_iface_init (LineupNotificationsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupDesktopNotifications,
                               lineup_desktop_notifications,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_NOTIFICATIONS,
                                                      lineup_desktop_notifications_iface_init))

static void
lineup_desktop_notifications_dispose (GObject *object)
{
  LineupDesktopNotifications *self = LINEUP_DESKTOP_NOTIFICATIONS (object);

  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);

  G_OBJECT_CLASS (lineup_desktop_notifications_parent_class)->dispose (object);
}

static void
lineup_desktop_notifications_finalize (GObject *object)
{
  LineupDesktopNotifications *self = LINEUP_DESKTOP_NOTIFICATIONS (object);

  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (lineup_desktop_notifications_parent_class)->finalize (object);
}

static void
lineup_desktop_notifications_class_init (LineupDesktopNotificationsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lineup_desktop_notifications_dispose;
  G_OBJECT_CLASS (klass)->finalize = lineup_desktop_notifications_finalize;
}

static void
lineup_desktop_notifications_init (LineupDesktopNotifications *self)
{
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
call (LineupDesktopNotifications *self,
      const char *method,
      GVariant *arguments,
      const char *reply_type,
      GAsyncReadyCallback callback,
      GTask *task)
{
  g_dbus_connection_call (self->connection,
                          SERVICE_NAME,
                          SERVICE_PATH,
                          SERVICE_NAME,
                          method,
                          arguments,
                          G_VARIANT_TYPE (reply_type),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          g_task_get_cancellable (task),
                          callback,
                          task);
}

static void
on_notified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupDesktopNotifications *self = g_task_get_source_object (task);
  const LineupNotification *notification = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);
  guint32 id = 0;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_variant_get (reply, "(u)", &id);
  g_hash_table_insert (self->shown, g_strdup (notification->topic), GUINT_TO_POINTER (id));
  g_task_return_boolean (task, TRUE);
}

static GVariant *
make_arguments (LineupDesktopNotifications *self,
                const LineupNotification *notification,
                gboolean has_markup)
{
  const guint32 replaced = GPOINTER_TO_UINT (
      g_hash_table_lookup (self->shown, notification->topic));
  g_autofree char *markup = g_markup_escape_text (notification->body, -1);
  GVariantBuilder hints;

  g_variant_builder_init (&hints, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (LINEUP_BUS_NAME));
  g_variant_builder_add (&hints, "{sv}", "category", g_variant_new_string (notification->category));
  g_variant_builder_add (
      &hints,
      "{sv}",
      "urgency",
      g_variant_new_byte (notification->important ? URGENCY_NORMAL : URGENCY_LOW));
  return g_variant_new ("(susss@asa{sv}i)",
                        "lineupd",
                        replaced,
                        ICON_NAME,
                        notification->title,
                        has_markup ? markup : notification->body,
                        g_variant_new_strv (NULL, 0),
                        &hints,
                        EXPIRES_BY_DEFAULT);
}

static void
on_capabilities (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupDesktopNotifications *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);
  g_autofree const char **capabilities = NULL;
  GVariant *arguments = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_variant_get (reply, "(^a&s)", &capabilities);
  arguments = make_arguments (
      self, g_task_get_task_data (task), g_strv_contains (capabilities, "body-markup"));
  call (self, "Notify", arguments, "(u)", on_notified, g_steal_pointer (&task));
}

/* What the service is able to do is asked each time: another one may be there by now. */
static void
lineup_desktop_notifications_send_async (LineupNotifications *notifications,
                                         LineupNotification *notification,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  LineupDesktopNotifications *self = LINEUP_DESKTOP_NOTIFICATIONS (notifications);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_desktop_notifications_send_async);
  g_task_set_task_data (task, notification, (GDestroyNotify)lineup_notification_free);
  call (self, "GetCapabilities", NULL, "(as)", on_capabilities, task);
}

static gboolean
lineup_desktop_notifications_send_finish (LineupNotifications *notifications,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, notifications), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_desktop_notifications_iface_init (LineupNotificationsInterface *iface)
{
  iface->send_async = lineup_desktop_notifications_send_async;
  iface->send_finish = lineup_desktop_notifications_send_finish;
}

/* The next service counts from the beginning, and the same ids are somebody else's. */
static void
on_service_vanished (GDBusConnection *connection, const char *name, gpointer user_data)
{
  LineupDesktopNotifications *self = user_data;

  g_hash_table_remove_all (self->shown);
}

LineupNotifications *
lineup_desktop_notifications_new (GDBusConnection *connection)
{
  LineupDesktopNotifications *self = g_object_new (LINEUP_TYPE_DESKTOP_NOTIFICATIONS, NULL);

  self->connection = g_object_ref (connection);
  self->watch_id = g_bus_watch_name_on_connection (connection,
                                                   SERVICE_NAME,
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   NULL,
                                                   on_service_vanished,
                                                   self,
                                                   NULL);
  return LINEUP_NOTIFICATIONS (self);
}

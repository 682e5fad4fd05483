/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-player-launcher.h"

#include "lineup-error.h"
#include "lineup-names.h"

#define INTERFACE     "org.freedesktop.Application"
#define SEARCH_ACTION "search"

struct _LineupPlayerLauncher
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
};

static void lineup_player_launcher_iface_init (LineupLauncherInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupPlayerLauncher,
                               lineup_player_launcher,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_LAUNCHER,
                                                      lineup_player_launcher_iface_init))

static void
lineup_player_launcher_finalize (GObject *object)
{
  LineupPlayerLauncher *self = LINEUP_PLAYER_LAUNCHER (object);

  g_clear_object (&self->connection);

  G_OBJECT_CLASS (lineup_player_launcher_parent_class)->finalize (object);
}

static void
lineup_player_launcher_class_init (LineupPlayerLauncherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_player_launcher_finalize;
}

static void
lineup_player_launcher_init (LineupPlayerLauncher *self)
{
}

LineupLauncher *
lineup_player_launcher_new (GDBusConnection *connection)
{
  LineupPlayerLauncher *self = g_object_new (LINEUP_TYPE_PLAYER_LAUNCHER, NULL);

  self->connection = g_object_ref (connection);
  return LINEUP_LAUNCHER (self);
}

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN))
    g_task_return_new_error (
        task, LINEUP_ERROR, LINEUP_ERROR_NOT_FOUND, "There is no " LINEUP_PLAYER_NAME);
  else
    {
      g_dbus_error_strip_remote_error (error);
      g_task_return_new_error (task,
                               LINEUP_ERROR,
                               LINEUP_ERROR_NOT_FOUND,
                               LINEUP_PLAYER_NAME " does not do it: %s",
                               error->message);
    }
}

/* What it is to know beside the call: both names for what lets a window come to the front are in
 * use. */
static GVariant *
make_platform_data (const char *token)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  if (token != NULL)
    {
      g_variant_builder_add (&builder, "{sv}", "activation-token", g_variant_new_string (token));
      g_variant_builder_add (&builder, "{sv}", "desktop-startup-id", g_variant_new_string (token));
    }
  return g_variant_builder_end (&builder);
}

static void
call (LineupPlayerLauncher *self, const char *method, GVariant *arguments, GTask *owned_task)
{
  g_dbus_connection_call (self->connection,
                          LINEUP_PLAYER_NAME,
                          LINEUP_PLAYER_PATH,
                          INTERFACE,
                          method,
                          arguments,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          g_task_get_cancellable (owned_task),
                          on_called,
                          owned_task);
}

static void
lineup_player_launcher_open_async (LineupLauncher *launcher,
                                   const char *uri,
                                   const char *token,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  const char *const uris[] = { uri, NULL };
  GTask *task = g_task_new (launcher, cancellable, callback, user_data);

  g_task_set_source_tag (task, lineup_player_launcher_open_async);
  call (LINEUP_PLAYER_LAUNCHER (launcher),
        "Open",
        g_variant_new ("(^as@a{sv})", uris, make_platform_data (token)),
        task);
}

static void
lineup_player_launcher_search_async (LineupLauncher *launcher,
                                     const char *text,
                                     const char *token,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (launcher, cancellable, callback, user_data);
  GVariant *parameter = g_variant_new_variant (g_variant_new_string (text));

  g_task_set_source_tag (task, lineup_player_launcher_search_async);
  call (LINEUP_PLAYER_LAUNCHER (launcher),
        "ActivateAction",
        g_variant_new ("(s@av@a{sv})",
                       SEARCH_ACTION,
                       g_variant_new_array (G_VARIANT_TYPE_VARIANT, &parameter, 1),
                       make_platform_data (token)),
        task);
}

static gboolean
lineup_player_launcher_launch_finish (LineupLauncher *launcher,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, launcher), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_player_launcher_iface_init (LineupLauncherInterface *iface)
{
  iface->open_async = lineup_player_launcher_open_async;
  iface->search_async = lineup_player_launcher_search_async;
  iface->launch_finish = lineup_player_launcher_launch_finish;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-player-service.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-names.h"
#include "lineup-player.h"

#include <glib/gi18n.h>

/* Milliseconds without a call after which the service ends. */
#define IDLE_MS 5000

struct _LineupPlayerService
{
  GApplication parent_instance;

  char *token; /* (owned) (nullable): while we are called: lets a window come to the front */
};

G_DEFINE_FINAL_TYPE (LineupPlayerService, lineup_player_service, G_TYPE_APPLICATION)

/* Nobody is at a terminal. No error names an address. */
static void
tell (GApplication *application, const GError *error)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("It can't be played"));
  g_autofree char *text = lineup_ctl_error_describe (error);

  g_message ("%s", text);
  g_notification_set_body (notification, text);
  g_application_send_notification (application, NULL, notification);
}

static void
on_played (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!lineup_player_play_finish (LINEUP_PLAYER (source), result, &error))
    tell (application, error);
  g_application_release (application);
}

static void
play (GApplication *application, LineupPlayer *player, const char *uri)
{
  g_auto (LineupCtlReference) what = { NULL };
  g_autoptr (GError) error = NULL;

  /* What the address is instead may be a secret. */
  if (!lineup_ctl_reference_parse (&what, uri, NULL) || what.account == NULL)
    {
      g_set_error_literal (
          &error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, _ ("The address names no item"));
      tell (application, error);
      return;
    }
  g_application_hold (application);
  /* What opens an item has no way to take that back. */
  lineup_player_play_async (
      player, &what, g_variant_new ("a{sv}", NULL), NULL, on_played, g_object_ref (application));
}

static LineupPlayer *
make_player (GApplication *application)
{
  LineupPlayer *player = lineup_player_new (
      g_application_get_dbus_connection (application), NULL, TRUE);

  lineup_player_set_token (player, LINEUP_PLAYER_SERVICE (application)->token);
  return player;
}

static void
browse (GApplication *application, const char *text)
{
  g_autoptr (LineupPlayer) player = make_player (application);

  g_application_hold (application);
  /* What opens a search has no way to take that back. */
  lineup_player_browse_async (player, text, NULL, on_played, g_object_ref (application));
}

static void
lineup_player_service_activate (GApplication *application)
{
  browse (application, NULL);
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  browse (G_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
lineup_player_service_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (LineupPlayer) player = make_player (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      play (application, player, uri);
    }
}

static void
lineup_player_service_before_emit (GApplication *application, GVariant *platform_data)
{
  LineupPlayerService *self = LINEUP_PLAYER_SERVICE (application);

  g_clear_pointer (&self->token, g_free);
  if (!g_variant_lookup (platform_data, "activation-token", "s", &self->token))
    g_variant_lookup (platform_data, "desktop-startup-id", "s", &self->token);
  G_APPLICATION_CLASS (lineup_player_service_parent_class)
      ->before_emit (application, platform_data);
}

static void
lineup_player_service_finalize (GObject *object)
{
  LineupPlayerService *self = LINEUP_PLAYER_SERVICE (object);

  g_free (self->token);
  G_OBJECT_CLASS (lineup_player_service_parent_class)->finalize (object);
}

static void
lineup_player_service_class_init (LineupPlayerServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_player_service_finalize;
  G_APPLICATION_CLASS (klass)->before_emit = lineup_player_service_before_emit;
  G_APPLICATION_CLASS (klass)->activate = lineup_player_service_activate;
  G_APPLICATION_CLASS (klass)->open = lineup_player_service_open;
}

static void
lineup_player_service_init (LineupPlayerService *self)
{
  const GActionEntry actions[] = {
    { .name = "search", .activate = on_search, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

GApplication *
lineup_player_service_new (void)
{
  return g_object_new (LINEUP_TYPE_PLAYER_SERVICE,
                       "application-id",
                       LINEUP_PLAYER_NAME,
                       "flags",
                       G_APPLICATION_IS_SERVICE | G_APPLICATION_HANDLES_OPEN,
                       "inactivity-timeout",
                       IDLE_MS,
                       NULL);
}

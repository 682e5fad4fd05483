/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-player-service.h"

#include "lineup-ctl-names.h"
#include "lineup-player.h"

#define IDLE_MS 5000

static void
on_played (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  /* The error names no address. */
  if (!lineup_player_play_finish (LINEUP_PLAYER (source), result, &error))
    {
      g_dbus_error_strip_remote_error (error);
      g_message ("%s", error->message);
    }
  g_application_release (application);
}

static void
on_open (
    GApplication *application, GFile **files, int n_files, const char *hint, gpointer user_data)
{
  g_autoptr (LineupPlayer) player = lineup_player_new (
      g_application_get_dbus_connection (application), NULL, TRUE);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);
      g_auto (LineupCtlReference) what = { NULL };
      g_autoptr (GError) error = NULL;

      if (!lineup_ctl_reference_parse (&what, uri, &error) || what.account == NULL)
        {
          g_message ("Asked to open what is no item");
          continue;
        }
      g_application_hold (application);
      lineup_player_play_async (player,
                                &what,
                                g_variant_new ("a{sv}", NULL),
                                NULL,
                                on_played,
                                g_object_ref (application));
    }
}

int
lineup_player_service_run (void)
{
  g_autoptr (GApplication) application = g_application_new (
      LINEUP_PLAYER_NAME, G_APPLICATION_IS_SERVICE | G_APPLICATION_HANDLES_OPEN);

  g_application_set_inactivity_timeout (application, IDLE_MS);
  g_signal_connect (application, "open", G_CALLBACK (on_open), NULL);
  return g_application_run (application, 0, NULL);
}

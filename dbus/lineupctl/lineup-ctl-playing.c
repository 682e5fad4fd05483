/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-reference.h"
#include "lineup-player-service.h"
#include "lineup-player.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>

/* What of a stream is wanted. */
#define STREAM_KEYS "format", "start", "duration", NULL
#define STREAM_OPTIONS                                                                             \
  { "format", 0, "s", "ts|m3u8", N_ ("of a channel (default: its live-format)"), "ts m3u8" },      \
      { "start", 0, "t", LINEUP_CTL_TIME, N_ ("catch-up of a channel: when it began"), NULL },     \
  {                                                                                                \
    "duration", 0, "u", "MINUTES", N_ ("catch-up of a channel: how long it is"), NULL              \
  }

static LineupDBusObject *
find_item (LineupCtlCall *call, LineupCtlReference *what, GError **error)
{
  LineupDBusObject *object = NULL;

  if (!lineup_ctl_reference_parse (what, call->words[0], error))
    return NULL;
  object = lineup_ctl_session_find (
      call->session, what->account != NULL ? what->account : call->account, error);
  if (object != NULL && what->account == NULL)
    what->account = g_strdup (lineup_ctl_session_get_id (object));
  return object;
}

static LineupDBusObject *
find_stream (LineupCtlCall *call, LineupCtlReference *what, GError **error)
{
  LineupDBusObject *object = find_item (call, what, error);

  if (object == NULL || !g_str_equal (what->kind, "series"))
    return object;
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_USAGE,
               _ ("A series is played by episodes. lineupctl show %s lists them."),
               call->words[0]);
  return NULL;
}

static LineupCtlExit
print_url (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { STREAM_KEYS };
  g_auto (LineupCtlReference) what = { NULL };
  LineupDBusObject *object = find_stream (call, &what, error);
  g_autoptr (GVariant) given = lineup_ctl_call_pick (call, keys);
  g_autoptr (GVariant) options = lineup_ctl_reference_make_options (&what, given);
  g_autoptr (GVariant) stream = NULL;
  const char *url = "";

  if (object == NULL
      || !lineup_dbus_catalog_call_get_stream_sync (lineup_dbus_object_peek_catalog (object),
                                                    what.kind,
                                                    what.id,
                                                    options,
                                                    &stream,
                                                    NULL,
                                                    error))
    return LINEUP_CTL_EXIT_FAILED;
  g_variant_lookup (stream, "url", "&s", &url);
  if (call->json)
    lineup_ctl_json_print (stream);
  else
    puts (url);
  return LINEUP_CTL_EXIT_DONE;
}

typedef struct
{
  GMainLoop *loop;           /* (unowned) */
  GCancellable *cancellable; /* (unowned) */
  GError *error;             /* (owned) (nullable) */
  gboolean is_interrupted;
} Playing;

static void
on_played (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Playing *playing = user_data;

  lineup_player_play_finish (LINEUP_PLAYER (source), result, &playing->error);
  g_main_loop_quit (playing->loop);
}

/* A player at this terminal hears of the key itself. */
static gboolean
on_interrupted (gpointer user_data)
{
  Playing *playing = user_data;

  playing->is_interrupted = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_terminated (gpointer user_data)
{
  Playing *playing = user_data;

  playing->is_interrupted = TRUE;
  g_cancellable_cancel (playing->cancellable);
  return G_SOURCE_CONTINUE;
}

static LineupCtlExit
play (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { STREAM_KEYS };
  g_auto (LineupCtlReference) what = { NULL };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LineupPlayer) player = NULL;
  g_autoptr (GVariant) options = lineup_ctl_call_pick (call, keys);
  Playing playing = { .loop = loop, .cancellable = cancellable };
  const char *command = NULL;

  if (call->n_words > 0 && find_item (call, &what, error) == NULL)
    return LINEUP_CTL_EXIT_FAILED;
  g_variant_dict_lookup (&call->options, "player", "&s", &command);
  player = lineup_player_new (lineup_ctl_session_get_connection (call->session), command, FALSE);
  g_unix_signal_add (SIGINT, on_interrupted, &playing);
  g_unix_signal_add (SIGTERM, on_terminated, &playing);
  if (what.kind == NULL)
    lineup_player_browse_async (player, NULL, cancellable, on_played, &playing);
  else
    lineup_player_play_async (player, &what, options, cancellable, on_played, &playing);
  g_main_loop_run (loop);

  if (playing.is_interrupted)
    {
      g_clear_error (&playing.error);
      return LINEUP_CTL_EXIT_INTERRUPTED;
    }
  if (playing.error != NULL)
    {
      g_propagate_error (error, playing.error);
      return LINEUP_CTL_EXIT_FAILED;
    }
  return LINEUP_CTL_EXIT_DONE;
}

static LineupCtlExit
serve (LineupCtlCall *call, GError **error)
{
  g_autoptr (GApplication) service = lineup_player_service_new ();

  return g_application_run (service, 0, NULL) == 0 ? LINEUP_CTL_EXIT_DONE : LINEUP_CTL_EXIT_FAILED;
}

static const LineupCtlOption url_options[] = { STREAM_OPTIONS, { NULL } };

static const LineupCtlOption play_options[] = {
  { "player",
    'p',
    "s",
    "COMMAND",
    N_ ("what to play with; %u is the playlist"),
    "mpv vlc celluloid totem" },
  STREAM_OPTIONS,
  { NULL },
};

const LineupCtlCommand lineup_ctl_url = {
  .name = "url",
  .arguments = "REF",
  .min = 1,
  .max = 1,
  .summary = N_ ("print a stream's address, with your password in it"),
  .description = N_ ("It is the one output with a secret in it: neither show it nor keep it."),
  .options = url_options,
  .daemon = TRUE,
  .run = print_url,
};

const LineupCtlCommand lineup_ctl_play = {
  .name = "play",
  .arguments = "[REF]",
  .min = 0,
  .max = 1,
  .summary = N_ ("play a channel, a movie, an episode or what was on"),
  .description = N_ (
      "With mpv if it is there, else with what the desktop opens playlists with. Syncs that begin "
      "by "
      "themselves wait meanwhile. The address is no argument of the player: mpv reads it from a "
      "pipe, others from a playlist that goes with them. Of a series, or without REF, mpv shows a "
      "menu to choose from."),
  .options = play_options,
  .daemon = TRUE,
  .run = play,
};

const LineupCtlCommand lineup_ctl_service = {
  .name = "service",
  .arguments = "",
  .summary = N_ ("play what the desktop is asked to open"),
  .description = N_ ("The bus starts it, as io.github.lineupd.Player."),
  .run = serve,
};

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-player.h"

#include "lineup-ctl-error.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-terminal.h"
#include "lineup-player-program.h"
#include "lineup-playlist.h"

#include <glib/gi18n.h>
#include <signal.h>

/* Microseconds: some programs hand the playlist over to one that runs already, and end: that one
 * reads it yet. */
#define HAND_OVER_USEC (5 * G_USEC_PER_SEC)

struct _LineupPlayer
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  char *command;               /* (owned) (nullable) */
  char *token;                 /* (owned) (nullable) */
  gboolean is_alone;
};

typedef struct
{
  char *path;       /* (owned) (nullable): of the account's object */
  const char *kind; /* (unowned) (nullable) */
  gint64 id;
  gint64 programme;             /* 0 for none */
  LineupPlayerProgram *program; /* (owned) (nullable) */
  LineupCtlStream *stream;      /* (owned) (nullable) */
  guint32 lease;                /* 0 for none */
  char **options;               /* (owned) (nullable): what the script in mpv is told of it */
  LineupPlaylist *playlist;     /* (owned) (nullable) */
  GSubprocess *process;         /* (owned) (nullable) */
  gulong cancelled;             /* handler */
  gint64 started;               /* monotonic time */
  LineupPlayerWords *words;     /* (owned) (nullable): what it says */
  char *fault;                  /* (owned) (nullable): why the program did not end well */
} Play;

G_DEFINE_FINAL_TYPE (LineupPlayer, lineup_player, G_TYPE_OBJECT)

static void
play_free (Play *play)
{
  g_free (play->path);
  g_strfreev (play->options);
  g_clear_pointer (&play->program, lineup_player_program_free);
  g_clear_pointer (&play->stream, lineup_ctl_stream_free);
  g_clear_pointer (&play->playlist, lineup_playlist_free);
  g_clear_object (&play->process);
  g_clear_pointer (&play->words, lineup_player_words_free);
  g_free (play->fault);
  g_free (play);
}

static void
lineup_player_finalize (GObject *object)
{
  LineupPlayer *self = LINEUP_PLAYER (object);

  g_clear_object (&self->connection);
  g_free (self->command);
  g_free (self->token);
  G_OBJECT_CLASS (lineup_player_parent_class)->finalize (object);
}

static void
lineup_player_class_init (LineupPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_player_finalize;
}

static void
lineup_player_init (LineupPlayer *self)
{
}

LineupPlayer *
lineup_player_new (GDBusConnection *connection, const char *command, gboolean is_alone)
{
  LineupPlayer *self = g_object_new (LINEUP_TYPE_PLAYER, NULL);

  self->connection = g_object_ref (connection);
  self->command = g_strdup (command);
  self->is_alone = is_alone;
  lineup_playlist_sweep ();
  return self;
}

void
lineup_player_set_token (LineupPlayer *self, const char *token)
{
  g_return_if_fail (LINEUP_IS_PLAYER (self));

  g_free (self->token);
  self->token = g_strdup (token);
}

/* If this does not get there, the lease lapses when we leave the bus. */
static void
release (LineupPlayer *self, Play *play)
{
  if (play->lease == 0)
    return;
  g_dbus_connection_call (self->connection,
                          LINEUP_CTL_BUS_NAME,
                          play->path,
                          LINEUP_CTL_ACCOUNT,
                          "Uninhibit",
                          g_variant_new ("(u)", play->lease),
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          NULL,
                          NULL,
                          NULL);
}

static void
end (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  Play *play = g_task_get_task_data (task);

  if (play->fault == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_FAILED, "%s", play->fault);
}

static void
on_handed_over (gpointer user_data)
{
  end (user_data);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPlayer *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Play *play = g_task_get_task_data (task);
  gint64 age = g_get_monotonic_time () - play->started;

  g_cancellable_disconnect (cancellable, play->cancelled);
  release (self, play);
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  play->fault = lineup_player_words_explain (play->words, G_SUBPROCESS (source));
  if (play->playlist == NULL || !lineup_player_program_reads_file (play->program)
      || play->fault != NULL || age >= HAND_OVER_USEC)
    end (g_steal_pointer (&task));
  else
    g_timeout_add_once (
        (guint)((HAND_OVER_USEC - age) / 1000), on_handed_over, g_steal_pointer (&task));
}

static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_subprocess_send_signal (G_SUBPROCESS (user_data), SIGTERM);
}

static gboolean
start (LineupPlayer *self, Play *play, GError **error)
{
  if (lineup_player_program_reads_file (play->program))
    {
      play->playlist = lineup_playlist_new (play->stream,
                                            lineup_player_program_is_vlc (play->program),
                                            lineup_player_program_needs_name (play->program),
                                            error);
      if (play->playlist == NULL)
        return FALSE;
    }
  /* A person at a terminal sees what is said there, of all but mpv, which is told to be silent. */
  if (self->is_alone || !lineup_player_program_reads_file (play->program)
      || !lineup_ctl_terminal_is_told ())
    play->words = lineup_player_words_new (play->stream->url);
  play->started = g_get_monotonic_time ();
  play->process = lineup_player_program_start (play->program,
                                               play->stream,
                                               play->playlist,
                                               play->words,
                                               (const char *const *)play->options,
                                               self->is_alone,
                                               self->token,
                                               error);
  return play->process != NULL;
}

static void
await_end (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Play *play = g_task_get_task_data (task);

  g_subprocess_wait_async (play->process, NULL, on_ended, g_object_ref (task));
  if (cancellable != NULL)
    play->cancelled = g_cancellable_connect (
        cancellable, G_CALLBACK (on_cancelled), play->process, NULL);
}

/* What it has to know to tell how far it is, and to go on where it was left. */
static char **
make_options (Play *play, guint64 resume)
{
  const char *account = play->path + strlen (LINEUP_CTL_ACCOUNTS_PATH);
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();
  g_autofree char *position = g_strdup_printf ("position=%" G_GUINT64_FORMAT, resume);
  g_autoptr (GString) playing = g_string_new (NULL);

  g_string_printf (playing, "playing=%s/%s/%" G_GINT64_FORMAT, account, play->kind, play->id);
  if (play->programme != 0)
    g_string_append_printf (playing, "/%" G_GINT64_FORMAT, play->programme);
  g_strv_builder_add_many (options, playing->str, position, NULL);
  return g_strv_builder_end (options);
}

static gboolean
take_stream (Play *play, GVariant *reply, GError **error)
{
  g_autoptr (GVariant) stream = g_variant_get_child_value (reply, 0);
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, play->kind, play->id);
  guint64 resume = 0;

  g_variant_lookup (stream, "cookie", "u", &play->lease);
  g_variant_lookup (stream, "resume", "t", &resume);
  play->options = make_options (play, resume);
  play->stream = lineup_ctl_stream_new (stream, name);
  if (play->stream == NULL)
    g_set_error_literal (error,
                         LINEUP_CTL_ERROR,
                         LINEUP_CTL_ERROR_FAILED,
                         _ ("lineupd gave no address that can be played"));
  return play->stream != NULL;
}

static void
on_stream (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupPlayer *self = g_task_get_source_object (task);
  Play *play = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (
      G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL && take_stream (play, reply, &error)
      && !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error)
      && start (self, play, &error))
    {
      await_end (task);
      return;
    }
  release (self, play);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
get_stream (GTask *owned_task, GVariant *options)
{
  LineupPlayer *self = g_task_get_source_object (owned_task);
  Play *play = g_task_get_task_data (owned_task);
  g_auto (GVariantDict) all = G_VARIANT_DICT_INIT (options);

  g_variant_dict_insert (&all, "inhibit", "s", "lineupctl");
  g_dbus_connection_call (
      self->connection,
      LINEUP_CTL_BUS_NAME,
      play->path,
      LINEUP_CTL_CATALOG,
      "GetStream",
      g_variant_new ("(sx@a{sv})", play->kind, play->id, g_variant_dict_end (&all)),
      G_VARIANT_TYPE ("(a{sv})"),
      G_DBUS_CALL_FLAGS_NONE,
      -1,
      g_task_get_cancellable (owned_task),
      on_stream,
      owned_task);
}

/* @option: of the script in mpv. */
static void
show_menu (GTask *owned_task, const char *option)
{
  g_autoptr (GTask) task = owned_task;
  LineupPlayer *self = g_task_get_source_object (task);
  Play *play = g_task_get_task_data (task);
  GError *error = NULL;

  play->process = lineup_player_program_start_menu (
      play->program, option, self->is_alone, self->token, &error);
  if (play->process != NULL)
    await_end (task);
  else
    g_task_return_error (task, error);
}

/* Returns: (transfer full): the task if there is a program; else it has ended */
static GTask *
begin (LineupPlayer *self,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Play *play = g_new0 (Play, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, play, (GDestroyNotify)play_free);
  play->program = lineup_player_program_find (self->command, &error);
  if (play->program != NULL)
    return g_steal_pointer (&task);
  g_task_return_error (task, error);
  return NULL;
}

void
lineup_player_play_async (LineupPlayer *self,
                          const LineupCtlReference *what,
                          GVariant *options,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GVariant) given = g_variant_ref_sink (options);
  g_autoptr (GVariant) all = lineup_ctl_reference_make_options (what, given);
  g_autofree char *option = NULL;
  GTask *task = NULL;
  Play *play = NULL;

  g_return_if_fail (LINEUP_IS_PLAYER (self));
  g_return_if_fail (what->account != NULL);

  task = begin (self, lineup_player_play_async, cancellable, callback, user_data);
  if (task == NULL)
    return;
  if (g_str_equal (what->kind, "series"))
    {
      option = g_strdup_printf (
          "open=%s/%s/%" G_GINT64_FORMAT, what->account, what->kind, what->id);
      show_menu (task, option);
      return;
    }
  play = g_task_get_task_data (task);
  play->path = g_strconcat (LINEUP_CTL_ACCOUNTS_PATH, what->account, NULL);
  play->kind = what->kind;
  play->id = what->id;
  play->programme = what->programme;
  get_stream (task, all);
}

void
lineup_player_browse_async (LineupPlayer *self,
                            const char *text,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *option = text != NULL ? g_strconcat ("search=", text, NULL)
                                         : g_strdup ("open=menu");
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_PLAYER (self));

  task = begin (self, lineup_player_browse_async, cancellable, callback, user_data);
  if (task != NULL)
    show_menu (task, option);
}

gboolean
lineup_player_play_finish (LineupPlayer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_PLAYER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-player-program.h"

#include "lineup-ctl-error.h"
#include "lineup-mpv-pipe.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Below the folders of data; mpv itself only looks below those of settings. */
#define MENU_SCRIPT "mpv/scripts/lineup.lua"

/* Before an option of it. */
#define SCRIPT_OPTION "--script-opts-append=lineup-"

/* Title of the window that shows the menu, and then of what is chosen there. */
#define MENU_TITLE "--title=${?path:${media-title} - }lineup"

/* A program that we know more of than that it plays. */
typedef struct
{
  const char *name;
  gboolean is_vlc;
  gboolean takes_nameless; /* tried: it opens a playlist of ours that has no name */
  const char *option;      /* (nullable): keeps it from writing down what it plays */
} Habits;

static const Habits known[] = {
  { "celluloid", FALSE, TRUE, NULL },
  { "cvlc", TRUE, TRUE, NULL },
  { "org.videolan.VLC", TRUE, FALSE, "--no-qt-recentplay" },
  { "qvlc", TRUE, TRUE, "--no-qt-recentplay" },
  { "smplayer", FALSE, TRUE, NULL },
  { "totem", FALSE, TRUE, NULL },
  { "vlc", TRUE, TRUE, "--no-qt-recentplay" },
};

struct _LineupPlayerProgram
{
  char **words; /* (owned): with the codes of desktop files in them */
  gboolean is_mpv;
};

/* What the desktop knows to open them with is a player of addresses. */
static const char *const playlist_types[]
    = { "audio/x-mpegurl", "application/vnd.apple.mpegurl", "video/mp4" };

static char *
find_default (void)
{
  g_autofree char *mpv = g_find_program_in_path ("mpv");

  if (mpv != NULL)
    return g_strdup ("mpv");
  for (guint i = 0; i < G_N_ELEMENTS (playlist_types); i++)
    {
      g_autoptr (GAppInfo) app = g_app_info_get_default_for_type (playlist_types[i], FALSE);

      if (app != NULL && g_app_info_get_commandline (app) != NULL)
        return g_strdup (g_app_info_get_commandline (app));
    }
  return NULL;
}

LineupPlayerProgram *
lineup_player_program_find (const char *command, GError **error)
{
  g_autofree char *line = command != NULL ? g_strdup (command) : find_default ();
  g_autofree char *name = NULL;
  g_auto (GStrv) words = NULL;
  LineupPlayerProgram *self = NULL;

  if (line == NULL)
    {
      g_set_error_literal (error,
                           LINEUP_CTL_ERROR,
                           LINEUP_CTL_ERROR_FAILED,
                           _ ("There is no player. Install mpv, or name one with --player."));
      return NULL;
    }
  if (!g_shell_parse_argv (line, NULL, &words, error))
    return NULL;
  name = g_path_get_basename (words[0]);
  self = g_new0 (LineupPlayerProgram, 1);
  self->words = g_steal_pointer (&words);
  self->is_mpv = g_str_equal (name, "mpv");
  return self;
}

void
lineup_player_program_free (LineupPlayerProgram *self)
{
  g_strfreev (self->words);
  g_free (self);
}

/* Returns: (nullable): what is known of the program that the word names */
static const Habits *
find_habits (const char *word)
{
  g_autofree char *name = g_path_get_basename (word);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (known[i].name, name))
        return &known[i];
    }
  return NULL;
}

gboolean
lineup_player_program_reads_file (LineupPlayerProgram *self)
{
  return !self->is_mpv;
}

/* What the first word starts says little where it starts a sandbox, which is told the program's id.
 *
 * Returns: (nullable): what is known of the program that a word of a command line names */
static const Habits *
find_habits_at (LineupPlayerProgram *self, guint place)
{
  const char *word = self->words[place];

  return place == 0 || g_application_id_is_valid (word) ? find_habits (word) : NULL;
}

gboolean
lineup_player_program_is_vlc (LineupPlayerProgram *self)
{
  gboolean is_vlc = FALSE;

  for (guint i = 0; self->words[i] != NULL && !is_vlc; i++)
    {
      const Habits *habits = find_habits_at (self, i);

      is_vlc = habits != NULL && habits->is_vlc;
    }
  return is_vlc;
}

gboolean
lineup_player_program_needs_name (LineupPlayerProgram *self)
{
  const Habits *habits = find_habits (self->words[0]);

  return !self->is_mpv && (habits == NULL || !habits->takes_nameless);
}

/* Codes in command lines of desktop files, of which one is where the file goes. */
static gboolean
is_file_code (const char *word)
{
  const char *const codes[] = { "%f", "%F", "%u", "%U", NULL };

  return g_strv_contains (codes, word);
}

static void
add_option (LineupPlayerProgram *self, GStrvBuilder *arguments, guint place)
{
  const Habits *habits = find_habits_at (self, place);

  if (habits != NULL && habits->option != NULL)
    g_strv_builder_add (arguments, habits->option);
}

/* @path: (nullable): of the file
 *
 * Returns: whether the command line has a place for it */
static gboolean
add_words (LineupPlayerProgram *self, GStrvBuilder *arguments, const char *path)
{
  gboolean has_file = FALSE;

  for (guint i = 0; self->words[i] != NULL; i++)
    {
      const char *word = self->words[i];

      if (!is_file_code (word))
        {
          /* The other codes are names and icons, which nobody needs. */
          if (!(word[0] == '%' && g_ascii_isalpha (word[1]) && word[2] == '\0'))
            g_strv_builder_add (arguments, word);
          add_option (self, arguments, i);
        }
      else if (path != NULL)
        {
          g_strv_builder_add (arguments, path);
          has_file = TRUE;
        }
    }
  return has_file;
}

static char **
make_arguments (LineupPlayerProgram *self, const char *path)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();

  if (!add_words (self, arguments, path))
    g_strv_builder_add (arguments, path);
  return g_strv_builder_end (arguments);
}

static char *
find_script (void)
{
  const char *const *folders = g_get_system_data_dirs ();
  char *path = g_build_filename (g_get_user_data_dir (), MENU_SCRIPT, NULL);

  for (guint i = 0; folders[i] != NULL && !g_file_test (path, G_FILE_TEST_EXISTS); i++)
    {
      g_free (path);
      path = g_build_filename (folders[i], MENU_SCRIPT, NULL);
    }
  return path;
}

/* Without the script nobody is told how far it was played. */
static void
add_script (GStrvBuilder *arguments, const char *const *options)
{
  g_autofree char *script = find_script ();
  g_autofree char *script_argument = g_strconcat ("--script=", script, NULL);

  if (options == NULL || !g_file_test (script, G_FILE_TEST_EXISTS))
    return;
  g_strv_builder_add (arguments, script_argument);
  for (; *options != NULL; options++)
    {
      g_autofree char *option = g_strconcat (SCRIPT_OPTION, *options, NULL);

      g_strv_builder_add (arguments, option);
    }
}

/* @input: the argument that has mpv told what to play
 * @log: (nullable): the one that tells it where to keep a log */
static char **
make_mpv_arguments (LineupPlayerProgram *self,
                    const char *input,
                    const char *log,
                    const char *const *options,
                    gboolean is_alone)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();

  add_words (self, arguments, NULL);
  /* The player would print the address, so it prints nothing but where it is. */
  g_strv_builder_add (arguments, "--msg-level=all=no,statusline=status");
  if (log != NULL)
    g_strv_builder_add (arguments, log);
  add_script (arguments, options);
  if (is_alone)
    g_strv_builder_add (arguments, "--player-operation-mode=pseudo-gui");
  /* Until it is told what to play, and no longer. */
  g_strv_builder_add_many (arguments, "--idle=once", input, NULL);
  return g_strv_builder_end (arguments);
}

static void
leave_group (gpointer user_data)
{
  setpgid (0, 0);
}

static GSubprocessLauncher *
make_launcher (gboolean is_alone, const char *token)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (
      is_alone ? G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE
               : G_SUBPROCESS_FLAGS_NONE);

  if (token != NULL)
    {
      /* Tokens of Wayland, and of X11. */
      g_subprocess_launcher_setenv (launcher, "XDG_ACTIVATION_TOKEN", token, TRUE);
      g_subprocess_launcher_setenv (launcher, "DESKTOP_STARTUP_ID", token, TRUE);
    }
  if (is_alone)
    g_subprocess_launcher_set_child_setup (launcher, leave_group, NULL, NULL);
  return launcher;
}

GSubprocess *
lineup_player_program_start (LineupPlayerProgram *self,
                             const LineupCtlStream *stream,
                             LineupPlaylist *playlist,
                             LineupPlayerWords *words,
                             const char *const *options,
                             gboolean is_alone,
                             const char *token,
                             GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (is_alone, token);
  g_autofree char *input = NULL;
  g_autofree char *log = NULL;
  g_auto (GStrv) arguments = NULL;

  if (words != NULL && !self->is_mpv)
    {
      if (is_alone)
        g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
      lineup_player_words_take_errors (words, launcher);
    }
  else if (words != NULL)
    log = lineup_player_words_take_log (words, launcher);
  if (self->is_mpv)
    {
      input = lineup_mpv_pipe_attach (launcher, stream, error);
      if (input == NULL)
        return NULL;
      arguments = make_mpv_arguments (self, input, log, options, is_alone);
    }
  else
    arguments = make_arguments (self, lineup_playlist_get_path (playlist));
  if (!is_alone)
    g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *)arguments, error);
}

GSubprocess *
lineup_player_program_start_menu (LineupPlayerProgram *self,
                                  const char *option,
                                  gboolean is_alone,
                                  const char *token,
                                  GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (is_alone, token);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autofree char *script = find_script ();
  g_autofree char *script_argument = g_strconcat ("--script=", script, NULL);
  g_autofree char *option_argument = g_strconcat (SCRIPT_OPTION, option, NULL);

  if (!self->is_mpv || !g_file_test (script, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (
          error,
          LINEUP_CTL_ERROR,
          LINEUP_CTL_ERROR_FAILED,
          _ ("Only mpv shows a menu of what there is, with the script that is "
             "installed along with lineupctl. What lineupctl search, browse and show "
             "list is played without it."));
      return NULL;
    }
  add_words (self, builder, NULL);
  g_strv_builder_add_many (builder,
                           "--msg-level=all=no",
                           "--player-operation-mode=pseudo-gui",
                           MENU_TITLE,
                           script_argument,
                           option_argument,
                           NULL);
  arguments = g_strv_builder_end (builder);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *)arguments, error);
}

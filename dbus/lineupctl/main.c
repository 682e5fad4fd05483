/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-help.h"
#include "lineup-ctl-version.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

/* What follows "--" is an argument whatever it looks like; GLib leaves the mark itself in place. */
static void
drop_mark (char **words)
{
  for (; *words != NULL; words++)
    {
      if (g_str_equal (*words, "--"))
        {
          g_free (*words);
          memmove (words, words + 1, sizeof (char *) * (g_strv_length (words + 1) + 1));
          return;
        }
    }
}

static gboolean
check_words (LineupCtlCall *call, GError **error)
{
  for (guint i = 0; i < call->n_words; i++)
    {
      if (!g_utf8_validate (call->words[i], -1, NULL))
        {
          g_set_error_literal (
              error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, _ ("An argument is not in UTF-8"));
          return FALSE;
        }
    }
  if (call->n_words >= call->command->min && call->n_words <= call->command->max)
    return TRUE;
  g_set_error (error,
               LINEUP_CTL_ERROR,
               LINEUP_CTL_ERROR_USAGE,
               _ ("Usage: lineupctl %s %s\nlineupctl %s --help tells more."),
               call->command->name,
               call->command->arguments,
               call->command->name);
  return FALSE;
}

static LineupCtlExit
run_command (LineupCtlCall *call, char ***words, GError **error)
{
  g_autoptr (LineupCtlSession) session = NULL;
  const gboolean parsed = lineup_ctl_option_parse (call->command->options,
                                                   lineup_ctl_command_get_global_options (),
                                                   FALSE,
                                                   &call->options,
                                                   words,
                                                   error);

  call->json = lineup_ctl_call_has (call, "json");
  if (!parsed)
    return LINEUP_CTL_EXIT_USAGE;
  drop_mark (*words);
  if (lineup_ctl_call_has (call, "help"))
    {
      lineup_ctl_help_print (call->command);
      return LINEUP_CTL_EXIT_DONE;
    }

  call->words = *words + 1;
  call->n_words = g_strv_length (call->words);
  if (!check_words (call, error))
    return LINEUP_CTL_EXIT_USAGE;
  g_variant_dict_lookup (&call->options, "account", "&s", &call->account);
  if (call->command->daemon)
    {
      session = lineup_ctl_session_new (TRUE, error);
      if (session == NULL)
        return LINEUP_CTL_EXIT_NO_DAEMON;
      call->session = session;
    }
  /* GIO has it ignored, but whoever reads our output may stop, and then so do we. */
  signal (SIGPIPE, SIG_DFL);
  return call->command->run (call, error);
}

/* Takes the words of a command's name away; the last of them stands for the program's. */
static const LineupCtlCommand *
take_command (char **words)
{
  const LineupCtlCommand *command = lineup_ctl_command_find (NULL, words[1]);
  const LineupCtlCommand *part = command;

  while (part != NULL)
    {
      command = part;
      g_free (*words);
      memmove (words, words + 1, sizeof (char *) * g_strv_length (words));
      part = words[1] != NULL ? lineup_ctl_command_find (command, words[1]) : NULL;
    }
  return command;
}

static LineupCtlExit
run (LineupCtlCall *call, char ***words, GError **error)
{
  const LineupCtlOption *global = lineup_ctl_command_get_global_options ();
  /* Which options there are after the command, it alone knows. */
  const gboolean parsed = lineup_ctl_option_parse (
      global, NULL, TRUE, &call->options, words, error);

  call->json = lineup_ctl_call_has (call, "json");
  if (!parsed)
    return LINEUP_CTL_EXIT_USAGE;
  if (lineup_ctl_call_has (call, "version"))
    {
      g_print ("lineupctl %s\n", LINEUP_CTL_VERSION);
      return LINEUP_CTL_EXIT_DONE;
    }
  if ((*words)[1] == NULL)
    {
      lineup_ctl_help_print (NULL);
      return lineup_ctl_call_has (call, "help") ? LINEUP_CTL_EXIT_DONE : LINEUP_CTL_EXIT_USAGE;
    }

  call->command = take_command (*words);
  if (call->command == NULL)
    {
      g_set_error (error,
                   LINEUP_CTL_ERROR,
                   LINEUP_CTL_ERROR_USAGE,
                   _ ("There is no command %s. lineupctl --help shows those that there are."),
                   (*words)[1]);
      return LINEUP_CTL_EXIT_USAGE;
    }
  return run_command (call, words, error);
}

/* The XDG Base Directory Specification has a relative path count as none, but GLib follows it to
 * wherever we happen to be. */
static void
drop_relative_folders (void)
{
  static const char *const variables[] = {
    "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *path = g_getenv (variables[i]);

      if (path != NULL && !g_path_is_absolute (path))
        g_unsetenv (variables[i]);
    }
}

/* What is not installed has its catalogues in the build folder, which tests name. */
static void
set_language (char **words)
{
  const char *folder = g_getenv ("LINEUP_LOCALE_DIR");

  setlocale (LC_ALL, "");
  /* JSON is for programs, which know one language. */
  if (g_strv_contains ((const char *const *)words, "--json")
      || g_strv_contains ((const char *const *)words, "-j"))
    setlocale (LC_MESSAGES, "C");
  bindtextdomain (LINEUP_CTL_TEXT_DOMAIN, folder != NULL ? folder : LINEUP_CTL_LOCALE_DIR);
  bind_textdomain_codeset (LINEUP_CTL_TEXT_DOMAIN, "UTF-8");
  textdomain (LINEUP_CTL_TEXT_DOMAIN);
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  LineupCtlCall call = { .options = G_VARIANT_DICT_INIT (NULL) };
  LineupCtlExit status = LINEUP_CTL_EXIT_DONE;

  set_language (words);
  drop_relative_folders ();
  status = run (&call, &words, &error);
  if (error != NULL)
    {
      const gboolean is_adding = call.command != NULL && g_str_equal (call.command->name, "add");

      lineup_ctl_error_report (error, is_adding, call.json);
      status = lineup_ctl_error_get_exit (error);
    }
  g_variant_dict_clear (&call.options);
  return (int)status;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-help.h"

#include "lineup-ctl-setting.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* Columns of the screen. */
#define SCREEN_WIDTH 80

/* Columns of a terminal are no bytes. */
static void
print_line (const char *term, guint width, const char *meaning)
{
  const guint used = lineup_ctl_text_get_width (term);
  g_autofree char *wrapped = lineup_ctl_text_wrap (meaning, SCREEN_WIDTH, width + 3);

  g_print ("  %s%*s %s\n", term, used < width ? (int)(width - used) : 0, "", wrapped);
}

static void
print_options (const LineupCtlOption *options, guint width)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      g_autofree char *text = lineup_ctl_option_describe (options);

      print_line (text, width, _ (options->summary));
    }
}

static void
print_overview (void)
{
  guint n_commands = 0;
  const LineupCtlCommand *const *commands = lineup_ctl_command_list (&n_commands);

  g_print (_ ("Usage: lineupctl [OPTION...] COMMAND [ARGUMENT...]\n"));
  for (guint i = 0; i < n_commands; i++)
    {
      g_autofree char *usage = g_strjoin (" ", commands[i]->name, commands[i]->arguments, NULL);

      print_line (usage, 25, _ (commands[i]->summary));
    }
  print_options (lineup_ctl_command_get_global_options (), 25);
  g_print (_ ("REF is [ACCOUNT/]KIND/ID, such as movies/123, as search and browse print it.\n"
              "COMMAND --help tells more, and man lineupctl what exit statuses mean.\n"));
}

static char *
make_sentence (const char *words)
{
  g_autoptr (GString) sentence = g_string_new (g_utf8_next_char (words));

  g_string_prepend_unichar (sentence, g_unichar_toupper (g_utf8_get_char (words)));
  g_string_append_c (sentence, '.');
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

/* What there is to know of a command, in one paragraph. */
static char *
make_description (const LineupCtlCommand *command)
{
  g_autofree char *keys = NULL;

  if (g_strcmp0 (command->choices, LINEUP_CTL_KEYS) != 0)
    return g_strdup (_ (command->description));
  keys = lineup_ctl_setting_describe_keys ();
  /* Translators: settings' names, and more sentences about them. */
  return g_strdup_printf (_ ("Keys: %s. %s"), keys, _ (command->description));
}

void
lineup_ctl_help_print (const LineupCtlCommand *command)
{
  g_autofree char *summary = NULL;
  if (command == NULL)
    {
      print_overview ();
      return;
    }
  summary = make_sentence (_ (command->summary));
  g_print (_ ("Usage: lineupctl %s [OPTION...] %s\n"), command->name, command->arguments);
  g_print ("%s\n", summary);
  if (command->description != NULL)
    {
      g_autofree char *description = make_description (command);
      g_autofree char *wrapped = lineup_ctl_text_wrap (description, SCREEN_WIDTH - 1, 0);

      g_print ("\n%s\n", wrapped);
    }
  if (command->parts != NULL)
    {
      g_print ("\n");
      for (guint i = 0; command->parts[i] != NULL; i++)
        print_line (command->parts[i]->name, 29, _ (command->parts[i]->summary));
    }
  if (command->options != NULL)
    {
      g_print ("\n");
      print_options (command->options, 29);
    }
}

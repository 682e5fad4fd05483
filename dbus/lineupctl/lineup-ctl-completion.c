/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"
#include "lineup-ctl-setting.h"

#include <glib/gi18n.h>

/* Prints a word that begins as what is typed, and what it means. */
static void
offer (const char *typed, const char *word, const char *meaning)
{
  if (g_str_has_prefix (word, typed))
    g_print ("%s\t%s\n", word, meaning);
}

static void
offer_options (const char *typed, const LineupCtlOption *options)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      g_autofree char *word = g_strconcat ("--", options->name, NULL);

      offer (typed, word, _ (options->summary));
    }
}

static void
offer_parts (const char *typed, const LineupCtlCommand *command)
{
  for (guint i = 0; command->parts != NULL && command->parts[i] != NULL; i++)
    offer (typed, strrchr (command->parts[i]->name, ' ') + 1, _ (command->parts[i]->summary));
}

static void
offer_commands (const char *typed)
{
  guint n_commands = 0;
  const LineupCtlCommand *const *commands = lineup_ctl_command_list (&n_commands);

  for (guint i = 0; i < n_commands; i++)
    offer (typed, commands[i]->name, _ (commands[i]->summary));
}

/* Nobody wants a daemon that starts because of a key. */
static void
offer_accounts (const char *typed)
{
  g_autoptr (LineupCtlSession) session = lineup_ctl_session_new (FALSE, NULL);
  GPtrArray *accounts = session != NULL ? lineup_ctl_session_get_accounts (session) : NULL;

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      LineupDBusObject *object = g_ptr_array_index (accounts, i);

      offer (typed,
             lineup_ctl_session_get_id (object),
             lineup_dbus_account_get_server (lineup_dbus_object_peek_account (object)));
    }
}

/* Sources of all accounts: which one is meant may not be typed yet. */
static void
offer_sources (const char *typed)
{
  g_autoptr (LineupCtlSession) session = lineup_ctl_session_new (FALSE, NULL);
  GPtrArray *accounts = session != NULL ? lineup_ctl_session_get_accounts (session) : NULL;

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      LineupDBusGuide *guide = lineup_dbus_object_peek_guide (g_ptr_array_index (accounts, i));
      g_autoptr (GVariant) sources = NULL;

      if (guide != NULL)
        lineup_dbus_guide_call_list_sources_sync (
            guide, g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0), &sources, NULL, NULL);
      for (gsize n = 0; sources != NULL && n < g_variant_n_children (sources); n++)
        {
          g_autoptr (GVariant) source = g_variant_get_child_value (sources, n);
          const char *id = "", *name = "", *origin = "";

          g_variant_lookup (source, "id", "&s", &id);
          g_variant_lookup (source, "name", "&s", &name);
          g_variant_lookup (source, "origin", "&s", &origin);
          offer (typed, id, *name != '\0' ? name : origin);
        }
    }
}

static void
offer_choices (const char *typed, const char *choices)
{
  g_auto (GStrv) words = NULL;

  if (choices == NULL)
    return;
  if (g_str_equal (choices, LINEUP_CTL_ACCOUNTS))
    {
      offer_accounts (typed);
      return;
    }
  if (g_str_equal (choices, LINEUP_CTL_SOURCES))
    {
      offer_sources (typed);
      return;
    }
  if (g_str_equal (choices, LINEUP_CTL_KEYS))
    {
      for (const LineupCtlSetting *setting = lineup_ctl_setting_list (); setting->key != NULL;
           setting++)
        {
          g_autofree char *values = lineup_ctl_setting_describe (setting);

          offer (typed, setting->key, values);
        }
      return;
    }
  words = g_strsplit (choices, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    offer (typed, words[i], "");
}

/* What the last of the words can be that somebody types after "lineupctl". */
static LineupCtlExit
complete (LineupCtlCall *call, GError **error)
{
  const LineupCtlOption *global = lineup_ctl_command_get_global_options ();
  const LineupCtlCommand *command = NULL;
  const LineupCtlOption *option = NULL;
  const char *typed = call->words[call->n_words - 1];
  guint n_arguments = 0;

  for (guint i = 0; i + 1 < call->n_words; i++)
    {
      const char *word = call->words[i];

      if (option != NULL)
        option = NULL;
      else if (word[0] != '-')
        {
          const LineupCtlCommand *found = n_arguments == 0 ? lineup_ctl_command_find (command, word)
                                                           : NULL;

          if (found != NULL)
            command = found;
          else
            n_arguments += command != NULL;
        }
      else
        {
          option = command != NULL ? lineup_ctl_option_find (command->options, word) : NULL;
          if (option == NULL)
            option = lineup_ctl_option_find (global, word);
          if (option != NULL && option->argument == NULL)
            option = NULL;
        }
    }

  if (option != NULL)
    offer_choices (typed, option->choices);
  else if (typed[0] == '-')
    {
      offer_options (typed, command != NULL ? command->options : NULL);
      offer_options (typed, global);
    }
  else if (command == NULL)
    offer_commands (typed);
  else if (n_arguments == 0)
    {
      offer_parts (typed, command);
      offer_choices (typed, command->choices);
    }
  return LINEUP_CTL_EXIT_DONE;
}

const LineupCtlCommand lineup_ctl_complete = {
  .name = "complete",
  .arguments = "-- WORD...",
  .min = 1,
  .max = G_MAXUINT,
  .summary = N_ ("print what the last word can be, for shells"),
  .run = complete,
};

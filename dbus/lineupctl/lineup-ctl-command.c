/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-command.h"

#include <glib/gi18n.h>

static const LineupCtlCommand *const commands[] = {
  &lineup_ctl_add,     &lineup_ctl_remove, &lineup_ctl_list,      &lineup_ctl_status,
  &lineup_ctl_sync,    &lineup_ctl_cancel, &lineup_ctl_search,    &lineup_ctl_browse,
  &lineup_ctl_show,    &lineup_ctl_url,    &lineup_ctl_play,      &lineup_ctl_changes,
  &lineup_ctl_now,     &lineup_ctl_guide,  &lineup_ctl_favourite, &lineup_ctl_continue,
  &lineup_ctl_history, &lineup_ctl_new,    &lineup_ctl_watched,   &lineup_ctl_hide,
  &lineup_ctl_export,  &lineup_ctl_import, &lineup_ctl_settings,  &lineup_ctl_monitor,
  &lineup_ctl_inhibit,
};

static const LineupCtlCommand *const hidden_commands[] = { &lineup_ctl_complete,
                                                           &lineup_ctl_service };

static const LineupCtlOption global_options[] = {
  { "account", 'a', "s", "ID", N_ ("which account, where there are several"), LINEUP_CTL_ACCOUNTS },
  { "json", 'j', "b", NULL, N_ ("print JSON, one value a line"), NULL },
  { "help", 'h', "b", NULL, N_ ("tell about a command, or about all of them"), NULL },
  { "version", 0, "b", NULL, N_ ("print the version"), NULL },
  { NULL },
};

const LineupCtlCommand *const *
lineup_ctl_command_list (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

/* A part's name ends with its own word. */
static const LineupCtlCommand *
find_part (const LineupCtlCommand *self, const char *word)
{
  for (guint i = 0; self->parts != NULL && self->parts[i] != NULL; i++)
    {
      if (g_str_equal (strrchr (self->parts[i]->name, ' ') + 1, word))
        return self->parts[i];
    }
  return NULL;
}

const LineupCtlCommand *
lineup_ctl_command_find (const LineupCtlCommand *self, const char *word)
{
  if (self != NULL)
    return find_part (self, word);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i]->name, word))
        return commands[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (hidden_commands); i++)
    {
      if (g_str_equal (hidden_commands[i]->name, word))
        return hidden_commands[i];
    }
  return NULL;
}

const LineupCtlOption *
lineup_ctl_command_get_global_options (void)
{
  return global_options;
}

gboolean
lineup_ctl_call_has (LineupCtlCall *call, const char *flag)
{
  gboolean value = FALSE;

  return g_variant_dict_lookup (&call->options, flag, "b", &value) && value;
}

GVariant *
lineup_ctl_call_pick (LineupCtlCall *call, const char *const *keys)
{
  g_auto (GVariantDict) picked = G_VARIANT_DICT_INIT (NULL);

  for (; *keys != NULL; keys++)
    {
      g_autoptr (GVariant) value = g_variant_dict_lookup_value (&call->options, *keys, NULL);

      if (value != NULL)
        g_variant_dict_insert_value (&picked, *keys, value);
    }
  return g_variant_ref_sink (g_variant_dict_end (&picked));
}

LineupDBusObject *
lineup_ctl_call_find_account (LineupCtlCall *call, guint n, GError **error)
{
  return lineup_ctl_session_find (
      call->session, n < call->n_words ? call->words[n] : call->account, error);
}

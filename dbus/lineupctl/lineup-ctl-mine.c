/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-mine.h"

#include "lineup-ctl-items.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* An episode goes by its own reference, and is called by its series. */
static void
add_episode (LineupCtlCall *call,
             LineupCtlTable *table,
             const char *account,
             GVariant *item,
             GVariant *episode)
{
  const char *name = "", *title = "";
  gint64 id = 0;
  guint32 season = 0, number = 0;
  g_autofree char *reference = NULL;
  g_autofree char *text = NULL;
  g_autofree char *description = lineup_ctl_items_describe (episode);

  g_variant_lookup (item, "name", "&s", &name);
  g_variant_lookup (episode, "id", "x", &id);
  g_variant_lookup (episode, "title", "&s", &title);
  g_variant_lookup (episode, "season", "u", &season);
  g_variant_lookup (episode, "number", "u", &number);
  reference = lineup_ctl_items_make_reference (call, account, "episodes", id);
  text = g_strdup_printf ("%s S%02uE%02u %s", name, season, number, title);
  lineup_ctl_table_add (table, reference, g_strchomp (text), description, NULL);
}

static void
add_item (LineupCtlCall *call, LineupCtlTable *table, GVariant *item)
{
  g_autoptr (GVariant) episode = g_variant_lookup_value (item, "episode", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) alone = NULL;
  const char *account = "";

  g_variant_lookup (item, "account", "&s", &account);
  if (episode != NULL)
    {
      add_episode (call, table, account, item, episode);
      return;
    }
  alone = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE_VARDICT, &item, 1));
  lineup_ctl_items_print (call, account, alone, table);
}

LineupCtlExit
lineup_ctl_mine_list (LineupCtlCall *call, LineupCtlMineFunc list, GError **error)
{
  const char *const keys[] = { "kinds", "limit", "gone", NULL };
  g_autoptr (GVariant) given = lineup_ctl_call_pick (call, keys);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (given);
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);
  g_autoptr (GVariant) items = NULL;

  if (call->account != NULL)
    {
      const char *const accounts[] = { call->account, NULL };

      if (lineup_ctl_session_find (call->session, call->account, error) == NULL)
        return LINEUP_CTL_EXIT_NOT_FOUND;
      g_variant_dict_insert (&options, "accounts", "^as", accounts);
    }
  if (!list (lineup_ctl_session_get_manager (call->session),
             g_variant_dict_end (&options),
             &items,
             NULL,
             error))
    return LINEUP_CTL_EXIT_FAILED;
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

      /* An item tells of its account itself. */
      if (call->json)
        lineup_ctl_json_print (item);
      else
        add_item (call, table, item);
    }
  lineup_ctl_table_print (table);
  return LINEUP_CTL_EXIT_DONE;
}

static LineupCtlExit
list_continue (LineupCtlCall *call, GError **error)
{
  return lineup_ctl_mine_list (call, lineup_dbus_manager_call_list_continue_sync, error);
}

static LineupCtlExit
list_history (LineupCtlCall *call, GError **error)
{
  return lineup_ctl_mine_list (call, lineup_dbus_manager_call_list_history_sync, error);
}

static LineupCtlExit
list_new (LineupCtlCall *call, GError **error)
{
  return lineup_ctl_mine_list (call, lineup_dbus_manager_call_list_new_sync, error);
}

static const LineupCtlOption options[] = { LINEUP_CTL_MINE_OPTIONS, { NULL } };

static const LineupCtlOption new_options[] = {
  { "kinds", 'k', "as", "KIND", N_ ("only this kind; may be repeated"), LINEUP_CTL_KINDS },
  { "limit", 'n', "u", "N", N_ ("how many (default 50)"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_continue = {
  .name = "continue",
  .arguments = "",
  .summary = N_ ("list what was begun, and the next episodes"),
  .description = N_ ("Of all accounts, or of the one of --account; what was played last comes "
                     "first. lineupctl play goes on where it was left."),
  .options = options,
  .daemon = TRUE,
  .run = list_continue,
};

const LineupCtlCommand lineup_ctl_history = {
  .name = "history",
  .arguments = "",
  .summary = N_ ("list what was played"),
  .description = N_ ("lineupctl watched --forget REF takes something out of it."),
  .options = options,
  .daemon = TRUE,
  .run = list_history,
};

const LineupCtlCommand lineup_ctl_new = {
  .name = "new",
  .arguments = "",
  .summary = N_ ("list what syncs have added, the latest first"),
  .options = new_options,
  .daemon = TRUE,
  .run = list_new,
};

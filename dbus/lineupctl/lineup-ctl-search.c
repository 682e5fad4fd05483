/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-items.h"

#include <glib/gi18n.h>

static LineupCtlExit
search (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { LINEUP_CTL_FILTER_KEYS, "category", "kinds", "limit", NULL };
  g_autoptr (GPtrArray) accounts = lineup_ctl_session_choose (call->session, call->account, error);
  g_autoptr (GVariant) options = lineup_ctl_items_make_filter (call, keys);
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);
  g_autofree char *text = g_strjoinv (" ", call->words);
  gsize n_items = 0;

  if (accounts == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  for (guint i = 0; i < accounts->len; i++)
    {
      LineupDBusObject *object = g_ptr_array_index (accounts, i);
      g_autoptr (GVariant) items = NULL;

      if (!lineup_dbus_catalog_call_search_sync (
              lineup_dbus_object_peek_catalog (object), text, options, &items, NULL, error))
        return LINEUP_CTL_EXIT_FAILED;
      n_items += g_variant_n_children (items);
      lineup_ctl_items_print (call, lineup_ctl_session_get_id (object), items, table);
    }
  lineup_ctl_table_print (table);
  if (n_items > 0)
    return LINEUP_CTL_EXIT_DONE;
  if (!call->json)
    g_printerr (_ ("Nothing has all of these words.\n"));
  return LINEUP_CTL_EXIT_NOT_FOUND;
}

static const LineupCtlOption options[] = {
  { "kinds", 'k', "as", "KIND", N_ ("only this kind; may be repeated"), LINEUP_CTL_KINDS },
  { "limit", 'n', "u", "N", N_ ("how many of each account (default 50)"), NULL },
  { "category", 'c', "s", "ID", N_ ("only of the category of this id"), NULL },
  LINEUP_CTL_FILTER_OPTIONS,
  { NULL },
};

const LineupCtlCommand lineup_ctl_search = {
  .name = "search",
  .arguments = "WORD...",
  .min = 1,
  .max = G_MAXUINT,
  .summary = N_ ("search names, genres, casts, directors and plots"),
  .description = N_ (
      "Every word has to be there; the last may be cut short. Case and accents don't "
      "matter. All accounts are searched, or the one of --account; the best comes first."),
  .options = options,
  .daemon = TRUE,
  .run = search,
};

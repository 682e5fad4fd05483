/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-items.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* Changes that the daemon gives at once, at most. */
#define PAGE_SIZE 1000

static void
add_changes (LineupCtlCall *call, const char *account, GVariant *changes, LineupCtlTable *table)
{
  GVariantIter iter;
  GVariant *next = NULL;

  g_variant_iter_init (&iter, changes);
  while ((next = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) change = next;
      const char *kind = "", *what = "";
      gint64 id = 0;
      guint64 generation = 0;
      g_autofree char *number = NULL;
      g_autofree char *reference = NULL;

      if (call->json)
        {
          lineup_ctl_items_print_json (account, change);
          continue;
        }
      g_variant_lookup (change, "kind", "&s", &kind);
      g_variant_lookup (change, "change", "&s", &what);
      g_variant_lookup (change, "id", "x", &id);
      g_variant_lookup (change, "generation", "t", &generation);
      number = g_strdup_printf ("%" G_GUINT64_FORMAT, generation);
      reference = lineup_ctl_items_make_reference (call, account, kind, id);
      lineup_ctl_table_add (table, number, what, reference, NULL);
    }
}

static void
print_end (guint64 generation, gboolean is_complete)
{
  g_autofree char *number = lineup_ctl_text_format_name (generation);

  if (!is_complete)
    g_printerr ("%s\n", _ ("History does not reach back so far: read all anew."));
  g_printerr (_ ("To go on from here: --since %s\n"), number);
}

static LineupCtlExit
changes (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);
  guint64 since = 0;
  guint32 left = G_MAXUINT32;
  gboolean is_complete = TRUE;
  gsize n_changes = 0;

  if (object == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  g_variant_dict_lookup (&call->options, "since", "t", &since);
  g_variant_dict_lookup (&call->options, "limit", "u", &left);
  do
    {
      g_autoptr (GVariant) page = NULL;

      if (!lineup_dbus_catalog_call_list_changes_sync (lineup_dbus_object_peek_catalog (object),
                                                       since,
                                                       MIN (left, PAGE_SIZE),
                                                       &page,
                                                       &since,
                                                       &is_complete,
                                                       NULL,
                                                       error))
        return LINEUP_CTL_EXIT_FAILED;
      n_changes = g_variant_n_children (page);
      add_changes (call, lineup_ctl_session_get_id (object), page, table);
      lineup_ctl_table_print (table);
      left -= (guint32)MIN (n_changes, left);
    }
  while (n_changes > 0 && left > 0);

  if (call->json)
    lineup_ctl_json_print (
        g_variant_new_parsed ("{'generation': <%t>, 'complete': <%b>}", since, is_complete));
  else
    print_end (since, is_complete);
  return is_complete ? LINEUP_CTL_EXIT_DONE : LINEUP_CTL_EXIT_FAILED;
}

static const LineupCtlOption options[] = {
  { "since", 0, "t", "N", N_ ("the generation up to which all is known"), NULL },
  { "limit", 'n', "u", "N", N_ ("how many (default: all)"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_changes = {
  .name = "changes",
  .arguments = "",
  .summary = N_ ("list what was added, changed or removed"),
  .description = N_ (
      "Ends with the generation to go on from. Fails where history does not reach back "
      "to --since: then what was known is to be forgotten and read anew."),
  .options = options,
  .daemon = TRUE,
  .run = changes,
};

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-items.h"
#include "lineup-ctl-json.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* Items that are asked for at once where all are wanted, and that are shown otherwise. */
#define PAGE_SIZE     500
#define DEFAULT_LIMIT 50

static gboolean
add_categories (LineupCtlCall *call,
                LineupDBusObject *object,
                const char *kind,
                LineupCtlTable *table,
                GError **error)
{
  g_autoptr (GVariant) categories = NULL;
  GVariantIter iter;
  GVariant *next = NULL;

  if (!lineup_dbus_catalog_call_list_categories_sync (
          lineup_dbus_object_peek_catalog (object), kind, &categories, NULL, error))
    return FALSE;
  g_variant_iter_init (&iter, categories);
  while ((next = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) category = next;
      g_auto (GVariantDict) all = G_VARIANT_DICT_INIT (category);
      const char *id = "", *name = "";
      guint32 n_items = 0;
      g_autofree char *number = NULL;

      g_variant_lookup (category, "id", "&s", &id);
      g_variant_lookup (category, "name", "&s", &name);
      g_variant_lookup (category, "items", "u", &n_items);
      number = lineup_ctl_text_format_number (n_items);
      lineup_ctl_table_add (table, kind, id, name, number, NULL);
      if (call->json)
        {
          g_variant_dict_insert (&all, "kind", "s", kind);
          lineup_ctl_json_print (g_variant_dict_end (&all));
        }
    }
  return TRUE;
}

static gboolean
print_categories (LineupCtlCall *call, LineupDBusObject *object, GError **error)
{
  const char *const kinds[] = { "channels", "movies", "series" };
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);

  if (call->n_words > 0)
    {
      if (!add_categories (call, object, call->words[0], table, error))
        return FALSE;
    }
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          if (!add_categories (call, object, kinds[i], table, error))
            return FALSE;
        }
    }
  if (!call->json)
    lineup_ctl_table_print (table);
  return TRUE;
}

static GVariant *
make_filter (LineupCtlCall *call, LineupDBusObject *object, const char *kind, GError **error)
{
  const char *const keys[] = { LINEUP_CTL_FILTER_KEYS, "sort", "descending", NULL };
  g_autoptr (GVariant) given = lineup_ctl_items_make_filter (call, keys);
  g_auto (GVariantDict) filter = G_VARIANT_DICT_INIT (given);
  const char *category = NULL;

  if (g_variant_dict_lookup (&call->options, "category", "&s", &category))
    {
      g_autofree char *id = lineup_ctl_items_find_category (object, kind, category, error);

      if (id == NULL)
        return NULL;
      g_variant_dict_insert (&filter, "category", "s", id);
    }
  return g_variant_ref_sink (g_variant_dict_end (&filter));
}

/* Holds one page at a time, however many there are. */
static gboolean
print_items (LineupCtlCall *call, LineupDBusObject *object, GVariant *filter, GError **error)
{
  LineupDBusCatalog *catalog = lineup_dbus_object_peek_catalog (object);
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);
  g_autofree char *cursor = g_strdup ("");
  gboolean is_all = lineup_ctl_call_has (call, "all");
  guint32 left = DEFAULT_LIMIT;

  g_variant_dict_lookup (&call->options, "limit", "u", &left);
  do
    {
      g_autoptr (GVariant) items = NULL;
      g_autofree char *next = NULL;

      if (!lineup_dbus_catalog_call_list_items_sync (catalog,
                                                     call->words[0],
                                                     filter,
                                                     cursor,
                                                     is_all ? PAGE_SIZE : MIN (left, PAGE_SIZE),
                                                     &items,
                                                     &next,
                                                     NULL,
                                                     error))
        return FALSE;
      lineup_ctl_items_print (call, lineup_ctl_session_get_id (object), items, table);
      lineup_ctl_table_print (table);
      left -= (guint32)MIN (g_variant_n_children (items), left);
      g_free (cursor);
      cursor = g_steal_pointer (&next);
    }
  while (cursor[0] != '\0' && (is_all || left > 0));

  if (cursor[0] != '\0' && !call->json)
    g_printerr (_ ("There are more: --all shows them all, --limit N shows N.\n"));
  return TRUE;
}

static gboolean
print_count (LineupCtlCall *call, LineupDBusObject *object, GVariant *filter, GError **error)
{
  g_auto (GVariantDict) line = G_VARIANT_DICT_INIT (NULL);
  guint64 generation = 0;
  guint n_items = 0;

  if (!lineup_dbus_catalog_call_count_items_sync (lineup_dbus_object_peek_catalog (object),
                                                  call->words[0],
                                                  filter,
                                                  &n_items,
                                                  &generation,
                                                  NULL,
                                                  error))
    return FALSE;
  if (!call->json)
    {
      g_print ("%u\n", n_items);
      return TRUE;
    }
  g_variant_dict_insert (&line, "account", "s", lineup_ctl_session_get_id (object));
  g_variant_dict_insert (&line, "kind", "s", call->words[0]);
  g_variant_dict_insert (&line, "count", "u", n_items);
  g_variant_dict_insert (&line, "generation", "t", generation);
  lineup_ctl_json_print (g_variant_dict_end (&line));
  return TRUE;
}

static LineupCtlExit
browse (LineupCtlCall *call, GError **error)
{
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);
  g_autoptr (GVariant) filter = NULL;

  if (object == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  if (call->n_words == 0 || lineup_ctl_call_has (call, "categories"))
    return print_categories (call, object, error) ? LINEUP_CTL_EXIT_DONE : LINEUP_CTL_EXIT_FAILED;
  filter = make_filter (call, object, call->words[0], error);
  if (filter == NULL
      || !(lineup_ctl_call_has (call, "count") ? print_count (call, object, filter, error)
                                               : print_items (call, object, filter, error)))
    return LINEUP_CTL_EXIT_FAILED;
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption options[] = {
  { "categories", 0, "b", NULL, N_ ("list the categories instead"), NULL },
  { "category", 'c', "s", "ID|NAME", N_ ("only of this category"), NULL },
  { "sort",
    's',
    "s",
    "ORDER",
    N_ ("position, name, rating, year or added"),
    "position name rating year added" },
  { "descending", 0, "b", NULL, N_ ("from the highest to the lowest"), NULL },
  { "no-descending", 0, "b", NULL, N_ ("from the lowest to the highest"), NULL },
  { "limit", 'n', "u", "N", N_ ("how many (default 50)"), NULL },
  { "all", 0, "b", NULL, N_ ("all that there are"), NULL },
  { "count", 0, "b", NULL, N_ ("only how many there are"), NULL },
  LINEUP_CTL_FILTER_OPTIONS,
  { NULL },
};

const LineupCtlCommand lineup_ctl_browse = {
  .name = "browse",
  .arguments = "[KIND]",
  .max = 1,
  .choices = LINEUP_CTL_KINDS,
  .summary = N_ ("list channels, movies or series, or the categories"),
  .description = N_ ("Without a KIND, lists the categories."),
  .options = options,
  .daemon = TRUE,
  .run = browse,
};

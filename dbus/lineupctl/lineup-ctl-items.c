/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-items.h"

#include "lineup-ctl-json.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

/* What people are shown of an item in a list. */
static const char *const shown_fields[]
    = { "kind",   "id",    "name",      "position", "channel-number", "archive-days", "year",
        "rating", "genre", "favourite", "watched",  "resume",         "length",       NULL };

GVariant *
lineup_ctl_items_make_filter (LineupCtlCall *call, const char *const *keys)
{
  g_autoptr (GVariant) given = lineup_ctl_call_pick (call, keys);
  g_auto (GVariantDict) filter = G_VARIANT_DICT_INIT (given);

  if (!call->json)
    g_variant_dict_insert (&filter, "fields", "^as", shown_fields);
  return g_variant_ref_sink (g_variant_dict_end (&filter));
}

void
lineup_ctl_items_print_json (const char *account, GVariant *item)
{
  g_auto (GVariantBuilder) all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  gsize n_keys = g_variant_n_children (item);

  g_variant_builder_add (&all, "{sv}", "account", g_variant_new_string (account));
  for (gsize i = 0; i < n_keys; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (item, i);

      g_variant_builder_add_value (&all, entry);
    }
  lineup_ctl_json_print (g_variant_builder_end (&all));
}

static void
add_part (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", part);
}

/* @categories: (nullable): as of `ListCategories` */
static char *
find_name (GVariant *categories, const char *id)
{
  for (gsize i = 0; categories != NULL && i < g_variant_n_children (categories); i++)
    {
      g_autoptr (GVariant) category = g_variant_get_child_value (categories, i);
      const char *other = "";
      char *name = NULL;

      g_variant_lookup (category, "id", "&s", &other);
      if (g_str_equal (id, other) && g_variant_lookup (category, "name", "s", &name))
        return name;
    }
  return NULL;
}

char *
lineup_ctl_items_name_categories (LineupDBusObject *object,
                                  const char *kind,
                                  const char *const *ids)
{
  g_autoptr (GVariant) known = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  lineup_dbus_catalog_call_list_categories_sync (
      lineup_dbus_object_peek_catalog (object), kind, &known, NULL, NULL);
  for (; *ids != NULL; ids++)
    {
      g_autofree char *name = find_name (known, *ids);

      add_part (text, name != NULL && name[0] != '\0' ? name : *ids);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* People know categories by their names; ids go before them. */
char *
lineup_ctl_items_find_category (LineupDBusObject *object,
                                const char *kind,
                                const char *text,
                                GError **error)
{
  g_autoptr (GVariant) categories = NULL;
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *found = NULL;
  GVariantIter iter;
  GVariant *next = NULL;

  if (!lineup_dbus_catalog_call_list_categories_sync (
          lineup_dbus_object_peek_catalog (object), kind, &categories, NULL, error))
    return NULL;
  g_variant_iter_init (&iter, categories);
  while ((next = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) category = next;
      const char *id = "", *name = "";
      g_autofree char *name_folded = NULL;

      g_variant_lookup (category, "id", "&s", &id);
      g_variant_lookup (category, "name", "&s", &name);
      if (g_str_equal (id, text))
        return g_strdup (id);
      name_folded = g_utf8_casefold (name, -1);
      if (found == NULL && g_str_equal (name_folded, folded))
        found = g_strdup (id);
    }
  if (found == NULL)
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_NOT_FOUND,
                 _ ("There is no category %s. lineupctl browse %s --categories lists them."),
                 text,
                 kind);
  return g_steal_pointer (&found);
}

char *
lineup_ctl_items_make_reference (LineupCtlCall *call,
                                 const char *account,
                                 const char *kind,
                                 gint64 id)
{
  gboolean is_only = lineup_ctl_session_get_accounts (call->session)->len == 1;

  return g_strdup_printf (
      "%s%s%s/%" G_GINT64_FORMAT, is_only ? "" : account, is_only ? "" : "/", kind, id);
}

/* Stars, and how far one got. */
static void
describe_mine (GString *text, GVariant *item)
{
  guint64 resume = 0, length = 0;
  gboolean is_on = FALSE;

  if (g_variant_lookup (item, "favourite", "b", &is_on) && is_on)
    add_part (text, "★");
  if (g_variant_lookup (item, "watched", "b", &is_on) && is_on)
    add_part (text, _ ("watched"));
  if (g_variant_lookup (item, "resume", "t", &resume) && resume > 0)
    {
      g_autofree char *position = lineup_ctl_text_format_duration ((double)resume);
      g_autofree char *part = NULL;

      if (g_variant_lookup (item, "length", "t", &length) && length > 0)
        part = g_strdup_printf (_ ("%u %% watched"), (guint)(MIN (resume, length) * 100 / length));
      else
        part = g_strdup_printf (_ ("watched up to %s"), position);
      add_part (text, part);
    }
}

char *
lineup_ctl_items_describe (GVariant *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *genre = NULL;
  const char *number = NULL;
  guint32 year = 0, position = 0, days = 0;
  double rating = 0;

  describe_mine (text, item);
  if (g_variant_lookup (item, "position", "u", &position))
    {
      g_autofree char *whole = g_strdup_printf ("%u", position);
      g_autofree char *part = NULL;

      g_variant_lookup (item, "channel-number", "&s", &number);
      part = g_strdup_printf (_ ("no. %s"), number != NULL ? number : whole);
      add_part (text, part);
    }
  if (g_variant_lookup (item, "archive-days", "u", &days) && days > 0)
    {
      g_autofree char *part = g_strdup_printf (
          ngettext ("catch-up %u day", "catch-up %u days", days), days);

      add_part (text, part);
    }
  if (g_variant_lookup (item, "year", "u", &year))
    {
      g_autofree char *part = g_strdup_printf ("%u", year);

      add_part (text, part);
    }
  if (g_variant_lookup (item, "rating", "d", &rating))
    {
      g_autofree char *part = g_strdup_printf ("%.1f", rating);

      add_part (text, part);
    }
  if (g_variant_lookup (item, "genre", "&s", &genre))
    add_part (text, genre);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
lineup_ctl_items_print (LineupCtlCall *call,
                        const char *account,
                        GVariant *items,
                        LineupCtlTable *table)
{
  GVariantIter iter;
  GVariant *next = NULL;

  g_variant_iter_init (&iter, items);
  while ((next = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) item = next;
      const char *kind = "", *name = "";
      gint64 id = 0;
      g_autofree char *reference = NULL;
      g_autofree char *description = NULL;

      if (call->json)
        {
          lineup_ctl_items_print_json (account, item);
          continue;
        }
      g_variant_lookup (item, "kind", "&s", &kind);
      g_variant_lookup (item, "name", "&s", &name);
      g_variant_lookup (item, "id", "x", &id);
      reference = lineup_ctl_items_make_reference (call, account, kind, id);
      description = lineup_ctl_items_describe (item);
      lineup_ctl_table_add (table, reference, name, description, NULL);
    }
}

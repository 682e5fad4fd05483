/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-channel.h"

#include "lineup-ctl-items.h"
#include "lineup-ctl-programme.h"
#include "lineup-ctl-reference.h"

#include <glib/gi18n.h>

/* Channels that are looked at, and those that are told of where several could be meant. */
#define SEARCH_LIMIT 100
#define N_TOLD       5

/* --- By reference, or by id --- */

static gboolean
take_reference (LineupCtlCall *call,
                const LineupCtlReference *what,
                const char *text,
                LineupCtlChannel *channel,
                GError **error)
{
  if (!g_str_equal (what->kind, "channels") || what->programme != 0)
    {
      g_set_error (
          error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, _ ("%s is not a channel"), text);
      return FALSE;
    }
  channel->object = lineup_ctl_session_find (
      call->session, what->account != NULL ? what->account : call->account, error);
  channel->id = what->id;
  return channel->object != NULL;
}

/* Names may be numbers, too. */
static gboolean
has_id (LineupDBusObject *object, gint64 id)
{
  g_autoptr (GVariant) items = lineup_ctl_channel_get_items (object, &id, 1, NULL);
  g_autoptr (GVariant) item = NULL;

  if (items == NULL || g_variant_n_children (items) == 0)
    return FALSE;
  item = g_variant_get_child_value (items, 0);
  return g_variant_n_children (item) > 0;
}

/* --- By name --- */

/* What a search has found. */
typedef struct
{
  GString *told; /* (owned): a few of them, for people */
  guint n_found;
  gint64 first; /* id */
  guint n_exact;
  gint64 exact; /* id */
} Found;

static void
add_found (Found *found, LineupCtlCall *call, const char *account, GVariant *item, const char *text)
{
  const char *name = "";
  gint64 id = 0;
  g_autofree char *folded = NULL;

  g_variant_lookup (item, "name", "&s", &name);
  g_variant_lookup (item, "id", "x", &id);
  folded = g_utf8_casefold (name, -1);
  if (found->n_found++ == 0)
    found->first = id;
  if (g_str_equal (folded, text) && found->n_exact++ == 0)
    found->exact = id;
  if (found->n_found <= N_TOLD)
    {
      g_autofree char *reference = lineup_ctl_items_make_reference (call, account, "channels", id);

      g_string_append_printf (
          found->told, "%s%s (%s)", found->n_found > 1 ? ", " : "", reference, name);
    }
}

/* What is a letter off is no channel that was meant, but worth telling of. */
static gboolean
is_sure (GVariant *items)
{
  gboolean is_fuzzy = FALSE;

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

      g_variant_lookup (item, "fuzzy", "b", &is_fuzzy);
    }
  return !is_fuzzy;
}

static gboolean
choose (const Found *found, gboolean sure, const char *text, gint64 *id, GError **error)
{
  if (found->n_exact == 1 || (found->n_exact == 0 && found->n_found == 1 && sure))
    {
      *id = found->n_exact == 1 ? found->exact : found->first;
      return TRUE;
    }
  if (found->n_found == 0)
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_NOT_FOUND,
                 _ ("There is no channel %s. lineupctl browse channels lists them."),
                 text);
  else if (found->n_exact == 0 && !sure)
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_NOT_FOUND,
                 _ ("There is no channel %s. There are: %s"),
                 text,
                 found->told->str);
  else
    g_set_error (error,
                 LINEUP_CTL_ERROR,
                 LINEUP_CTL_ERROR_USAGE,
                 _ ("Several channels go by %s. Say which one: %s"),
                 text,
                 found->told->str);
  return FALSE;
}

static gboolean
find_name (LineupCtlCall *call, const char *text, LineupCtlChannel *channel, GError **error)
{
  const char *const kinds[] = { "channels", NULL };
  const char *const fields[] = { "name", NULL };
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr (GString) told = g_string_new (NULL);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) items = NULL;
  Found found = { .told = told };

  g_variant_dict_insert (&options, "kinds", "^as", kinds);
  g_variant_dict_insert (&options, "fields", "^as", fields);
  g_variant_dict_insert (&options, "limit", "u", SEARCH_LIMIT);
  if (!lineup_dbus_catalog_call_search_sync (lineup_dbus_object_peek_catalog (channel->object),
                                             text,
                                             g_variant_dict_end (&options),
                                             &items,
                                             NULL,
                                             error))
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

      add_found (&found, call, lineup_ctl_session_get_id (channel->object), item, folded);
    }
  return choose (&found, is_sure (items), text, &channel->id, error);
}

gboolean
lineup_ctl_channel_find (LineupCtlCall *call,
                         const char *text,
                         LineupCtlChannel *channel,
                         GError **error)
{
  g_auto (LineupCtlReference) what = { NULL };

  if (lineup_ctl_reference_parse (&what, text, NULL))
    return take_reference (call, &what, text, channel, error);
  channel->object = lineup_ctl_session_find (call->session, call->account, error);
  if (channel->object == NULL)
    return FALSE;
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &channel->id, NULL)
      && has_id (channel->object, channel->id))
    return TRUE;
  return find_name (call, text, channel, error);
}

/* --- What is known of them --- */

GVariant *
lineup_ctl_channel_get_items (LineupDBusObject *object,
                              const gint64 *ids,
                              gsize n_ids,
                              GError **error)
{
  const char *const fields[] = { "name", "position", "channel-number", "archive-days", NULL };
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  GVariant *items = NULL;

  g_variant_dict_insert (&options, "fields", "^as", fields);
  lineup_dbus_catalog_call_get_items_sync (
      lineup_dbus_object_peek_catalog (object),
      "channels",
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, n_ids, sizeof *ids),
      g_variant_dict_end (&options),
      &items,
      NULL,
      error);
  return items;
}

void
lineup_ctl_channel_print_json (LineupDBusObject *object, GVariant *item, GVariant *programmes)
{
  g_auto (GVariantBuilder) list = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_auto (GVariantBuilder) all = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) whole = NULL;

  for (gsize i = 0; i < g_variant_n_children (item); i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (item, i);

      g_variant_builder_add_value (&all, entry);
    }
  for (gsize i = 0; i < g_variant_n_children (programmes); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (programmes, i);
      g_auto (LineupCtlProgramme) programme = { 0 };

      lineup_ctl_programme_init (&programme, value);
      g_variant_builder_add_value (&list, lineup_ctl_programme_to_dictionary (&programme));
    }
  g_variant_builder_add (&all, "{sv}", "programmes", g_variant_builder_end (&list));
  whole = g_variant_ref_sink (g_variant_builder_end (&all));
  lineup_ctl_items_print_json (lineup_ctl_session_get_id (object), whole);
}

void
lineup_ctl_channel_tell_of_no_guide (LineupCtlCall *call, LineupDBusObject *object)
{
  if (!call->json && lineup_dbus_guide_get_programmes (lineup_dbus_object_peek_guide (object)) == 0)
    g_printerr (_ ("There is no guide yet. To read it: lineupctl guide sync %s\n"),
                lineup_ctl_session_get_id (object));
}

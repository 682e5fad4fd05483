/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-channel.h"
#include "lineup-ctl-guide.h"
#include "lineup-ctl-items.h"
#include "lineup-ctl-json.h"

#include <glib/gi18n.h>

/* Matches that are asked for at once. */
#define PAGE_SIZE 500

/* --- What is matched --- */

static const char *
find_name (GHashTable *names, gint64 id)
{
  const char *name = g_hash_table_lookup (names, &id);

  return name != NULL ? name : "";
}

static void
add_match (LineupCtlCall *call,
           LineupDBusObject *object,
           GVariant *match,
           GHashTable *names,
           LineupCtlTable *table)
{
  const char *source = "", *guide_channel = "", *how = "";
  g_autofree char *reference = NULL;
  g_autofree char *shift = NULL;
  gint64 channel = 0;
  gint32 minutes = 0;

  if (call->json)
    {
      lineup_ctl_items_print_json (lineup_ctl_session_get_id (object), match);
      return;
    }
  g_variant_lookup (match, "channel", "x", &channel);
  g_variant_lookup (match, "source", "&s", &source);
  g_variant_lookup (match, "guide-channel", "&s", &guide_channel);
  g_variant_lookup (match, "how", "&s", &how);
  g_variant_lookup (match, "shift", "i", &minutes);
  reference = lineup_ctl_items_make_reference (
      call, lineup_ctl_session_get_id (object), "channels", channel);
  shift = minutes != 0 ? g_strdup_printf (_ ("%+d min"), minutes) : g_strdup ("");
  lineup_ctl_table_add (
      table, reference, find_name (names, channel), how, source, guide_channel, shift, NULL);
}

/* What the channels of a page are called. */
static GHashTable *
read_names (LineupDBusObject *object, GVariant *matches)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (
      g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GVariant) items = NULL;

  for (gsize i = 0; i < g_variant_n_children (matches); i++)
    {
      g_autoptr (GVariant) match = g_variant_get_child_value (matches, i);
      gint64 id = 0;

      if (g_variant_lookup (match, "channel", "x", &id))
        g_array_append_val (ids, id);
    }
  items = lineup_ctl_channel_get_items (
      object, (const gint64 *)(gpointer)ids->data, ids->len, NULL);
  for (gsize i = 0; items != NULL && i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      char *name = NULL;

      if (g_variant_lookup (item, "name", "s", &name))
        g_hash_table_insert (
            names, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)), name);
    }
  return g_steal_pointer (&names);
}

static gboolean
print_matches (LineupCtlCall *call, LineupDBusObject *object, GVariant *filter, GError **error)
{
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);
  g_autofree char *cursor = g_strdup ("");

  do
    {
      g_autoptr (GHashTable) names = NULL;
      g_autoptr (GVariant) matches = NULL;
      g_autofree char *next = NULL;

      if (!lineup_dbus_guide_call_list_matches_sync (lineup_dbus_object_peek_guide (object),
                                                     filter,
                                                     cursor,
                                                     PAGE_SIZE,
                                                     &matches,
                                                     &next,
                                                     NULL,
                                                     error))
        return FALSE;
      names = read_names (object, matches);
      for (gsize i = 0; i < g_variant_n_children (matches); i++)
        {
          g_autoptr (GVariant) match = g_variant_get_child_value (matches, i);

          add_match (call, object, match, names, table);
        }
      lineup_ctl_table_print (table);
      g_free (cursor);
      cursor = g_steal_pointer (&next);
    }
  while (*cursor != '\0');
  return TRUE;
}

static GVariant *
make_one (gint64 id)
{
  g_auto (GVariantDict) filter = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert_value (
      &filter, "channels", g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &id, 1, sizeof id));
  return g_variant_ref_sink (g_variant_dict_end (&filter));
}

static gboolean
list_matches (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { "how", NULL };
  LineupDBusObject *object = lineup_ctl_session_find (call->session, call->account, error);
  g_autoptr (GVariant) given = lineup_ctl_call_pick (call, keys);
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (given);
  g_autoptr (GVariant) filter = NULL;
  const char *text = NULL;

  if (object == NULL || lineup_ctl_session_get_guide (object, error) == NULL)
    return FALSE;
  if (g_variant_dict_lookup (&call->options, "category", "&s", &text))
    {
      g_autofree char *category = lineup_ctl_items_find_category (object, "channels", text, error);

      if (category == NULL)
        return FALSE;
      g_variant_dict_insert (&options, "category", "s", category);
    }
  filter = g_variant_ref_sink (g_variant_dict_end (&options));
  return print_matches (call, object, filter, error);
}

/* --- What a person says --- */

static gboolean
refuse (const char *text, GError **error)
{
  g_set_error_literal (error, LINEUP_CTL_ERROR, LINEUP_CTL_ERROR_USAGE, text);
  return FALSE;
}

/* Whether something is said of the channel, and what; else it is only asked for. */
static gboolean
make_choice (LineupCtlCall *call, GVariantDict *choice, gboolean *is_said, GError **error)
{
  const gboolean is_none = lineup_ctl_call_has (call, "none");
  const gboolean is_auto = lineup_ctl_call_has (call, "auto");
  const gboolean is_named = call->n_words > 1;
  gint32 shift = 0;

  if (call->n_words == 2)
    return refuse (_ ("Which channel of that source is it? lineupctl guide suggest names some."),
                   error);
  if (is_named + is_none + is_auto > 1)
    return refuse (_ ("A channel has a guide's channel, --none or --auto: one of the three."),
                   error);
  if (is_named)
    {
      g_variant_dict_insert (choice, "source", "s", call->words[1]);
      g_variant_dict_insert (choice, "guide-channel", "s", call->words[2]);
    }
  if (is_none)
    g_variant_dict_insert (choice, "none", "b", TRUE);
  *is_said = is_named || is_none || is_auto;
  if (g_variant_dict_lookup (&call->options, "shift", "i", &shift))
    {
      g_variant_dict_insert (choice, "shift", "i", shift);
      *is_said = TRUE;
    }
  return TRUE;
}

static gboolean
say (LineupDBusGuide *guide, gint64 id, GVariantDict *choice, GError **error)
{
  g_auto (GVariantBuilder) matches = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(xa{sv})"));

  g_variant_builder_add (&matches, "(x@a{sv})", id, g_variant_dict_end (choice));
  return lineup_dbus_guide_call_set_matches_sync (
      guide,
      g_variant_builder_end (&matches),
      g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0),
      NULL,
      error);
}

static gboolean
match_channel (LineupCtlCall *call, GError **error)
{
  g_auto (GVariantDict) choice = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) one = NULL;
  LineupCtlChannel channel = { NULL };
  LineupDBusGuide *guide = NULL;
  gboolean is_said = FALSE;

  if (!make_choice (call, &choice, &is_said, error)
      || !lineup_ctl_channel_find (call, call->words[0], &channel, error))
    return FALSE;
  guide = lineup_ctl_session_get_guide (channel.object, error);
  if (guide == NULL || (is_said && !say (guide, channel.id, &choice, error)))
    return FALSE;
  one = make_one (channel.id);
  return print_matches (call, channel.object, one, error);
}

static LineupCtlExit
match (LineupCtlCall *call, GError **error)
{
  if (!(call->n_words > 0 ? match_channel (call, error) : list_matches (call, error)))
    return LINEUP_CTL_EXIT_FAILED;
  return LINEUP_CTL_EXIT_DONE;
}

/* --- What could be meant --- */

static void
add_suggestion (LineupCtlCall *call,
                LineupDBusObject *object,
                GVariant *suggestion,
                LineupCtlTable *table)
{
  const char *source = "", *guide_channel = "", *name = "";
  g_autofree char *likeness = NULL;
  g_autofree char *shift = NULL;
  gint32 minutes = 0;
  double score = 0;

  if (call->json)
    {
      lineup_ctl_items_print_json (lineup_ctl_session_get_id (object), suggestion);
      return;
    }
  g_variant_lookup (suggestion, "source", "&s", &source);
  g_variant_lookup (suggestion, "guide-channel", "&s", &guide_channel);
  g_variant_lookup (suggestion, "name", "&s", &name);
  g_variant_lookup (suggestion, "score", "d", &score);
  g_variant_lookup (suggestion, "shift", "i", &minutes);
  likeness = g_strdup_printf ("%.0f %%", score * 100);
  shift = minutes != 0 ? g_strdup_printf ("--shift=%d", minutes) : g_strdup ("");
  lineup_ctl_table_add (table, source, guide_channel, shift, likeness, name, NULL);
}

static LineupCtlExit
suggest (LineupCtlCall *call, GError **error)
{
  const char *const keys[] = { "limit", "source", NULL };
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, FALSE);
  g_autoptr (GVariant) options = lineup_ctl_call_pick (call, keys);
  g_autoptr (GVariant) suggestions = NULL;
  LineupCtlChannel channel = { NULL };
  LineupDBusGuide *guide = NULL;

  if (!lineup_ctl_channel_find (call, call->words[0], &channel, error))
    return LINEUP_CTL_EXIT_FAILED;
  guide = lineup_ctl_session_get_guide (channel.object, error);
  if (guide == NULL
      || !lineup_dbus_guide_call_suggest_matches_sync (
          guide, channel.id, options, &suggestions, NULL, error))
    return LINEUP_CTL_EXIT_FAILED;
  for (gsize i = 0; i < g_variant_n_children (suggestions); i++)
    {
      g_autoptr (GVariant) suggestion = g_variant_get_child_value (suggestions, i);

      add_suggestion (call, channel.object, suggestion, table);
    }
  lineup_ctl_table_print (table);
  if (g_variant_n_children (suggestions) > 0)
    return LINEUP_CTL_EXIT_DONE;
  if (!call->json)
    g_printerr (_ ("No channel of a guide has a name like that.\n"));
  return LINEUP_CTL_EXIT_NOT_FOUND;
}

/* --- Commands --- */

static const LineupCtlOption match_options[] = {
  { "none", 0, "b", NULL, N_ ("it is to have no guide"), NULL },
  { "auto", 0, "b", NULL, N_ ("match it by itself again"), NULL },
  { "shift", 0, "i", "MINUTES", N_ ("show all of it so much later; -60: earlier"), NULL },
  { "how", 0, "s", "WAY", N_ ("without CHANNEL: only those matched so"), "person id name none" },
  { "category", 'c', "s", "ID|NAME", N_ ("without CHANNEL: only of this category"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_guide_match = {
  .name = "guide match",
  .arguments = "[CHANNEL [SOURCE GUIDE-CHANNEL]]",
  .max = 3,
  .summary = N_ ("show or say which channel of a guide a channel is"),
  .description = N_ ("What is said stays until --auto takes it back. Without a CHANNEL, lists all: "
                     "--how none those without a guide."),
  .options = match_options,
  .daemon = TRUE,
  .run = match,
};

static const LineupCtlOption suggest_options[] = {
  { "limit", 'n', "u", "N", N_ ("how many (default 10)"), NULL },
  { "source", 's', "s", "ID", N_ ("only of this source"), LINEUP_CTL_SOURCES },
  { NULL },
};

const LineupCtlCommand lineup_ctl_guide_suggest = {
  .name = "guide suggest",
  .arguments = "CHANNEL",
  .min = 1,
  .max = 1,
  .summary = N_ ("list channels of guides whose names are near"),
  .description = N_ ("The best comes first, as guide match takes it."),
  .options = suggest_options,
  .daemon = TRUE,
  .run = suggest,
};

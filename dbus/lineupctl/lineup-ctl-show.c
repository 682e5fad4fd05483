/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-ctl-items.h"
#include "lineup-ctl-names.h"
#include "lineup-ctl-reference.h"
#include "lineup-ctl-text.h"

#include <glib/gi18n.h>

static GVariant *
fetch_programme (LineupDBusObject *object, const LineupCtlReference *what, GError **error)
{
  LineupDBusGuide *guide = lineup_ctl_session_get_guide (object, error);
  GVariant *programme = NULL;

  if (guide != NULL)
    lineup_dbus_guide_call_get_programme_sync (
        guide,
        what->id,
        what->programme,
        g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0),
        &programme,
        NULL,
        error);
  return programme;
}

static GVariant *
fetch (LineupCtlCall *call,
       LineupDBusObject *object,
       const LineupCtlReference *what,
       GError **error)
{
  const char *const keys[] = { "refresh", NULL };
  LineupDBusCatalog *catalog = lineup_dbus_object_peek_catalog (object);
  g_autoptr (GVariant) options = lineup_ctl_call_pick (call, keys);
  g_autoptr (GVariant) item = NULL;

  if (what->programme != 0)
    return fetch_programme (object, what, error);
  if (g_str_equal (what->kind, "channels"))
    lineup_dbus_catalog_call_get_item_sync (catalog, what->kind, what->id, &item, NULL, error);
  else
    lineup_dbus_catalog_call_get_details_sync (
        catalog, what->kind, what->id, options, &item, NULL, error);
  return g_steal_pointer (&item);
}

/* What is shown is not what the panel says now. */
static void
print_reason (GVariant *item)
{
  const char *name = NULL;

  if (!g_variant_lookup (item, "error-name", "&s", &name))
    return;
  if (g_str_has_prefix (name, LINEUP_CTL_ERROR_PREFIX))
    name += strlen (LINEUP_CTL_ERROR_PREFIX);
  g_printerr (_ ("The panel has no news (%s): this is what was known, or what its list says.\n"),
              name);
}

/* What the interface calls what is known, as far as it has been told; people have words of their
 * own. */
G_GNUC_UNUSED static const char *const labels[] = {
  N_ ("name"),        N_ ("position"),     N_ ("channel-number"),
  N_ ("year"),        N_ ("rating"),       N_ ("genre"),
  N_ ("duration"),    N_ ("director"),     N_ ("cast"),
  N_ ("plot"),        N_ ("icon"),         N_ ("release-date"),
  N_ ("added"),       N_ ("modified"),     N_ ("extension"),
  N_ ("epg-id"),      N_ ("archive-days"), N_ ("adult"),
  N_ ("radio"),       N_ ("trailer"),      N_ ("tmdb-id"),
  N_ ("country"),     N_ ("title"),        N_ ("subtitle"),
  N_ ("description"), N_ ("start"),        N_ ("end"),
  N_ ("season"),      N_ ("episode"),      N_ ("episode-text"),
  N_ ("age-rating"),  N_ ("flags"),        N_ ("lang"),
  N_ ("archived"),    N_ ("end-guessed"),
};

static char *
to_text (const char *key, GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    {
      g_autofree const char **words = g_variant_get_strv (value, NULL);

      return g_strjoinv (", ", (char **)words);
    }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    return g_str_equal (key, "duration")
               ? lineup_ctl_text_format_duration ((double)g_variant_get_uint64 (value))
               : lineup_ctl_text_format_time (g_variant_get_uint64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_strdup_printf ("%.1f", g_variant_get_double (value));
  return g_variant_print (value, FALSE);
}

static void
add_field (LineupCtlTable *table, GVariant *item, const char *key)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (item, key, NULL);
  g_autofree char *text = value != NULL ? to_text (key, value) : NULL;

  if (text != NULL)
    lineup_ctl_table_add (table, _ (key), text, NULL);
}

static void
add_categories (LineupCtlTable *table, GVariant *item, LineupDBusObject *object, const char *kind)
{
  g_autofree const char **ids = NULL;
  g_autofree char *text = NULL;

  if (!g_variant_lookup (item, "categories", "^a&s", &ids))
    return;
  text = lineup_ctl_items_name_categories (object, kind, ids);
  lineup_ctl_table_add (table, _ ("categories"), text, NULL);
}

static void
print_fields (GVariant *item,
              const char *reference,
              LineupDBusObject *object,
              const LineupCtlReference *what)
{
  /* What matters most first, then all that there is besides. */
  const char *const first[] = { "name",     "title", "subtitle", "start",       "end",
                                "position", "year",  "rating",   "genre",       "duration",
                                "director", "cast",  "plot",     "description", NULL };
  const char *const elsewhere[] = { "kind",  "id",         "categories", "seasons", "episodes",
                                    "stale", "error-name", "channel",    NULL };
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (0, TRUE);
  GVariantIter iter;
  const char *key = NULL;

  lineup_ctl_table_add (table, _ ("item"), reference, NULL);
  for (guint i = 0; first[i] != NULL; i++)
    add_field (table, item, first[i]);
  if (what->programme == 0)
    add_categories (table, item, object, what->kind);
  else
    add_field (table, item, "categories");
  g_variant_iter_init (&iter, item);
  while (g_variant_iter_next (&iter, "{&sv}", &key, NULL))
    {
      if (!g_strv_contains (first, key) && !g_strv_contains (elsewhere, key))
        add_field (table, item, key);
    }
  lineup_ctl_table_print (table);
}

static void
print_episodes (LineupCtlCall *call, const char *account, GVariant *episodes)
{
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (2, TRUE);
  GVariantIter iter;
  GVariant *next = NULL;

  g_print (_ ("episodes\n"));
  g_variant_iter_init (&iter, episodes);
  while ((next = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) episode = next;
      const char *title = "";
      gint64 id = 0;
      guint32 season = 0, number = 0;
      guint64 seconds = 0;
      g_autofree char *place = NULL;
      g_autofree char *duration = NULL;
      g_autofree char *reference = NULL;
      g_autofree char *mine = NULL;

      g_variant_lookup (episode, "id", "x", &id);
      g_variant_lookup (episode, "season", "u", &season);
      g_variant_lookup (episode, "number", "u", &number);
      g_variant_lookup (episode, "title", "&s", &title);
      if (g_variant_lookup (episode, "duration", "t", &seconds))
        duration = lineup_ctl_text_format_duration ((double)seconds);
      place = g_strdup_printf ("S%02uE%02u", season, number);
      reference = lineup_ctl_items_make_reference (call, account, "episodes", id);
      mine = lineup_ctl_items_describe (episode);
      lineup_ctl_table_add (
          table, reference, place, title, duration != NULL ? duration : "", mine, NULL);
    }
  lineup_ctl_table_print (table);
}

static void
print_seasons (GVariant *seasons)
{
  g_autoptr (LineupCtlTable) table = lineup_ctl_table_new (2, TRUE);
  GVariantIter iter;
  GVariant *next = NULL;

  g_print (_ ("seasons\n"));
  g_variant_iter_init (&iter, seasons);
  while ((next = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (GVariant) season = next;
      const char *name = "", *date = "";
      guint32 number = 0, count = 0;
      g_autofree char *number_text = NULL;
      g_autofree char *count_text = NULL;

      g_variant_lookup (season, "number", "u", &number);
      g_variant_lookup (season, "name", "&s", &name);
      g_variant_lookup (season, "air-date", "&s", &date);
      g_variant_lookup (season, "episode-count", "u", &count);
      number_text = g_strdup_printf ("%u", number);
      count_text = g_strdup_printf (ngettext ("%u episode", "%u episodes", count), count);
      lineup_ctl_table_add (table, number_text, name, count_text, date, NULL);
    }
  lineup_ctl_table_print (table);
}

static char *
make_reference (LineupCtlCall *call, const char *account, const LineupCtlReference *what)
{
  g_autofree char *item = lineup_ctl_items_make_reference (call, account, what->kind, what->id);

  return what->programme != 0 ? g_strdup_printf ("%s/%" G_GINT64_FORMAT, item, what->programme)
                              : g_steal_pointer (&item);
}

static LineupCtlExit
show (LineupCtlCall *call, GError **error)
{
  g_auto (LineupCtlReference) what = { NULL };
  LineupDBusObject *object = NULL;
  g_autoptr (GVariant) item = NULL;
  g_autoptr (GVariant) seasons = NULL;
  g_autoptr (GVariant) episodes = NULL;
  g_autofree char *reference = NULL;
  const char *account = NULL;

  if (!lineup_ctl_reference_parse (&what, call->words[0], error))
    return LINEUP_CTL_EXIT_USAGE;
  object = lineup_ctl_session_find (
      call->session, what.account != NULL ? what.account : call->account, error);
  if (object == NULL)
    return LINEUP_CTL_EXIT_NOT_FOUND;
  item = fetch (call, object, &what, error);
  if (item == NULL)
    return LINEUP_CTL_EXIT_FAILED;

  account = lineup_ctl_session_get_id (object);
  if (call->json)
    {
      lineup_ctl_items_print_json (account, item);
      return LINEUP_CTL_EXIT_DONE;
    }
  reference = make_reference (call, account, &what);
  print_reason (item);
  print_fields (item, reference, object, &what);
  seasons = g_variant_lookup_value (item, "seasons", G_VARIANT_TYPE ("aa{sv}"));
  if (seasons != NULL)
    print_seasons (seasons);
  episodes = g_variant_lookup_value (item, "episodes", G_VARIANT_TYPE ("aa{sv}"));
  if (episodes != NULL)
    print_episodes (call, account, episodes);
  return LINEUP_CTL_EXIT_DONE;
}

static const LineupCtlOption options[] = {
  { "refresh", 0, "b", NULL, N_ ("ask the panel, although what is known is fresh"), NULL },
  { NULL },
};

const LineupCtlCommand lineup_ctl_show = {
  .name = "show",
  .arguments = "REF",
  .min = 1,
  .max = 1,
  .summary = N_ ("show all that is known of an item or a programme"),
  .description = N_ (
      "For a series that is its seasons and episodes, too. The panel is asked where nothing "
      "is known yet, or nothing of the last day, or of what has changed since."),
  .options = options,
  .daemon = TRUE,
  .run = show,
};

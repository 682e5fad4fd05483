/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-list.h"
#include "lineup-test-limits.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Answers of real panels, read once by the daemon and once as a whole tree by json-glib; every
 * field of every item has to be the same. The tree is read as plainly as these captures allow. */

static GHashTable *
fields_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_variant_unref);
}

static void
take (GHashTable *fields, const char *key, GVariant *value)
{
  g_hash_table_insert (fields, (char *)key, g_variant_ref_sink (value));
}

/* A string or number as text, without white space around it; NULL if there is none. */
static char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = g_strdup (json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    return NULL;
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_radio (JsonObject *object)
{
  g_autofree char *type = get_text (object, "stream_type");

  return g_strcmp0 (type, "radio_streams") == 0;
}

static guint64
get_number (JsonObject *object, const char *member)
{
  g_autofree char *text = get_text (object, member);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;
}

static void
take_text (GHashTable *fields, const char *key, JsonObject *object, const char *member)
{
  g_autofree char *text = get_text (object, member);

  if (text != NULL)
    take (fields, key, g_variant_new_string (text));
}

static void
take_time (GHashTable *fields, const char *key, guint64 value)
{
  if (value > 0)
    take (fields, key, g_variant_new_uint64 (value));
}

static void
take_rating (GHashTable *fields, JsonObject *object)
{
  g_autofree char *text = get_text (object, "rating");
  double rating = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  if (rating > 0)
    take (fields, "rating", g_variant_new_double (rating));
}

static void
take_extension (GHashTable *fields, JsonObject *object)
{
  g_autofree char *text = get_text (object, "container_extension");

  /* Some panels write it in upper case. */
  if (text != NULL)
    take (fields, "extension", g_variant_new_take_string (g_ascii_strdown (text, -1)));
}

/* The name ends in the year, or the date begins with it. */
static void
take_year (GHashTable *fields, JsonObject *object)
{
  g_autofree char *name = get_text (object, "name");
  const char *bracket = name != NULL ? strrchr (name, '(') : NULL;
  guint64 year = 0;

  if (bracket != NULL && strlen (bracket) == strlen ("(2020)"))
    year = g_ascii_strtoull (bracket + 1, NULL, 10);
  if (year == 0)
    year = get_number (object, "releaseDate");
  if (year > 0)
    take (fields, "year", g_variant_new_uint32 ((guint32)year));
}

static GHashTable *
read_item (JsonObject *object, LineupKind kind)
{
  GHashTable *fields = fields_new ();
  const char *id = kind == LINEUP_KIND_SERIES ? "series_id" : "stream_id";
  g_autofree char *category = get_text (object, "category_id");
  const char *categories[] = { category != NULL ? category : LINEUP_UNCATEGORIZED };

  take (fields, "kind", g_variant_new_string (lineup_kind_to_string (kind)));
  take (fields, "id", g_variant_new_int64 ((gint64)get_number (object, id)));
  take_text (fields, "name", object, "name");
  /* An item without a name goes by its id. */
  if (!g_hash_table_contains (fields, "name"))
    take_text (fields, "name", object, id);
  take (fields, "categories", g_variant_new_strv (categories, 1));
  take_text (fields, "icon", object, kind == LINEUP_KIND_SERIES ? "cover" : "stream_icon");
  take_time (fields, "added", get_number (object, "added"));

  switch (kind)
    {
    case LINEUP_KIND_CHANNELS:
      take (fields, "position", g_variant_new_uint32 ((guint32)get_number (object, "num")));
      if (is_radio (object))
        take (fields, "radio", g_variant_new_boolean (TRUE));
      take_text (fields, "epg-id", object, "epg_channel_id");
      if (get_number (object, "tv_archive") == 1)
        take (fields,
              "archive-days",
              g_variant_new_uint32 ((guint32)get_number (object, "tv_archive_duration")));
      break;
    case LINEUP_KIND_MOVIES:
      take_year (fields, object);
      take_rating (fields, object);
      take_extension (fields, object);
      break;
    case LINEUP_KIND_SERIES:
      take_rating (fields, object);
      take_text (fields, "genre", object, "genre");
      take_text (fields, "plot", object, "plot");
      take_text (fields, "cast", object, "cast");
      take_text (fields, "director", object, "director");
      take_text (fields, "release-date", object, "releaseDate");
      take_text (fields, "trailer", object, "youtube_trailer");
      take_time (fields, "modified", get_number (object, "last_modified"));
      take_time (fields, "duration", get_number (object, "episode_run_time") * 60);
      take_year (fields, object);
      break;
    default:
      g_assert_not_reached ();
    }
  return fields;
}

static JsonArray *
load_list (const char *folder, const char *action)
{
  g_autofree char *name = g_strconcat (action, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_array_ref (json_node_get_array (json_parser_get_root (parser)));
}

static void
assert_item (GVariant *actual, GHashTable *expected)
{
  g_autofree char *text = g_variant_print (actual, TRUE);
  GVariantIter iter;
  const char *key = NULL;
  GVariant *value = NULL;

  g_variant_iter_init (&iter, actual);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    {
      GVariant *wanted = g_hash_table_lookup (expected, key);

      if (wanted == NULL || !g_variant_equal (value, wanted))
        {
          g_autofree char *wanted_text = wanted != NULL ? g_variant_print (wanted, TRUE)
                                                        : g_strdup ("nothing");

          g_error ("'%s' should be %s in %s", key, wanted_text, text);
        }
    }
  if (g_variant_n_children (actual) != g_hash_table_size (expected))
    g_error ("%u fields are too few: %s", (guint)g_variant_n_children (actual), text);
}

static void
check_items (LineupDaemonFixture *fixture, const char *folder, LineupKind kind, const char *action)
{
  const char *id = kind == LINEUP_KIND_SERIES ? "series_id" : "stream_id";
  const char *token = lineup_kind_to_string (kind);
  g_autoptr (JsonArray) list = load_list (folder, action);
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", token, NULL);
  g_autoptr (GHashTable) objects = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_sized_new (
      FALSE, FALSE, sizeof (gint64), json_array_get_length (list));

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      gint64 number = (gint64)get_number (object, id);

      g_array_append_val (ids, number);
      g_hash_table_insert (objects, &g_array_index (ids, gint64, i), object);
    }

  g_assert_cmpuint (items->len, ==, json_array_get_length (list));
  for (guint i = 0; i < items->len; i++)
    {
      GVariant *item = g_ptr_array_index (items, i);
      g_autoptr (GHashTable) expected = NULL;
      gint64 number = 0;
      JsonObject *object = NULL;

      g_assert_true (g_variant_lookup (item, "id", "x", &number));
      object = g_hash_table_lookup (objects, &number);
      g_assert_nonnull (object);
      g_hash_table_remove (objects, &number);
      expected = read_item (object, kind);
      assert_item (item, expected);

      /* Channels come in the panel's order. */
      if (kind == LINEUP_KIND_CHANNELS)
        g_assert_cmpint (number, ==, g_array_index (ids, gint64, i));
    }
  g_assert_cmpuint (g_hash_table_size (objects), ==, 0);
}

static guint
count_items (JsonArray *items, const char *category)
{
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      g_autofree char *id = get_text (json_array_get_object_element (items, i), "category_id");

      if (g_strcmp0 (id, category) == 0)
        n++;
    }
  return n;
}

static void
check_categories (LineupDaemonFixture *fixture,
                  const char *folder,
                  LineupKind kind,
                  const char *action,
                  const char *items_action)
{
  g_autoptr (JsonArray) list = load_list (folder, action);
  g_autoptr (JsonArray) items = load_list (folder, items_action);
  g_autoptr (GVariant) categories = lineup_client_list_categories (
      fixture, "home", lineup_kind_to_string (kind));
  guint n_categories = json_array_get_length (list);

  /* Items without a category may be shown in one more. */
  g_assert_cmpuint (g_variant_n_children (categories), >=, n_categories);
  g_assert_cmpuint (g_variant_n_children (categories), <=, n_categories + 1);
  for (guint i = 0; i < n_categories; i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      g_autoptr (GVariant) category = g_variant_get_child_value (categories, i);
      g_autofree char *id = get_text (object, "category_id");
      g_autofree char *name = get_text (object, "category_name");
      const char *text = NULL;
      guint n_items = 0;

      g_assert_true (g_variant_lookup (category, "id", "&s", &text));
      g_assert_cmpstr (text, ==, id);
      g_assert_true (g_variant_lookup (category, "name", "&s", &text));
      g_assert_cmpstr (text, ==, name);
      g_assert_true (g_variant_lookup (category, "items", "u", &n_items));
      g_assert_cmpuint (n_items, ==, count_items (items, id));
    }
}

static void
check_panel (LineupDaemonFixture *fixture, const char *panel)
{
  g_autofree char *folder = lineup_test_shared ("captures", panel, NULL);
  g_autofree char *status = NULL;

  if (folder == NULL)
    {
      g_test_skip ("The captures are not here");
      return;
    }
  lineup_fake_panel_set_folder (fixture->panel, folder);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  check_items (fixture, folder, LINEUP_KIND_CHANNELS, "get_live_streams");
  check_items (fixture, folder, LINEUP_KIND_MOVIES, "get_vod_streams");
  check_items (fixture, folder, LINEUP_KIND_SERIES, "get_series");
  check_categories (
      fixture, folder, LINEUP_KIND_CHANNELS, "get_live_categories", "get_live_streams");
  check_categories (fixture, folder, LINEUP_KIND_MOVIES, "get_vod_categories", "get_vod_streams");
  check_categories (fixture, folder, LINEUP_KIND_SERIES, "get_series_categories", "get_series");
}

static void
test_panel_a (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_panel (fixture, "panel-a");
}

static void
test_panel_b (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_panel (fixture, "panel-b");
}

/* An item asked for alone is the same as in its list, and the filter by category is complete. */
static void
test_single_items (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = lineup_test_shared ("captures", "panel-b", NULL);
  g_autofree char *status = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) uncategorized = NULL;
  g_autoptr (GPtrArray) sport = NULL;

  if (folder == NULL)
    {
      g_test_skip ("The captures are not here");
      return;
    }
  lineup_fake_panel_set_folder (fixture->panel, folder);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  items = lineup_client_list_items (fixture, "home", "series", NULL);
  for (guint i = 0; i < items->len; i++)
    {
      GVariant *item = g_ptr_array_index (items, i);
      gint64 id = 0;
      g_autoptr (GVariant) reply = NULL;
      g_autoptr (GVariant) alone = NULL;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      reply = lineup_daemon_fixture_expect (fixture,
                                            LINEUP_ACCOUNT_PATH_PREFIX "home",
                                            LINEUP_CATALOG_INTERFACE,
                                            "GetItem",
                                            g_variant_new ("(sx)", "series", id));
      alone = g_variant_get_child_value (reply, 0);
      g_assert_cmpvariant (alone, item);
    }

  uncategorized = lineup_client_list_items (
      fixture, "home", "channels", "{'category': <'" LINEUP_UNCATEGORIZED "'>}");
  g_assert_cmpuint (uncategorized->len, ==, 288);
  sport = lineup_client_list_items (fixture, "home", "channels", "{'category': <'32'>}");
  g_assert_cmpuint (sport->len, >, 0);
  for (guint i = 0; i < sport->len; i++)
    {
      g_autofree const char **categories = NULL;

      g_assert_true (
          g_variant_lookup (g_ptr_array_index (sport, i), "categories", "^a&s", &categories));
      g_assert_true (g_strv_contains (categories, "32"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/captures/panel-a", test_panel_a);
  lineup_daemon_test ("/captures/panel-b", test_panel_b);
  lineup_daemon_test ("/captures/single-items", test_single_items);

  return g_test_run ();
}

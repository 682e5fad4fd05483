/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

/* Answers with status 200 that are no list: the step fails, and what was stored is served on. */

#define MOVIES                                                                                     \
  "[{\"stream_id\":1,\"name\":\"Heat\",\"category_id\":\"3\"},"                                    \
  "{\"stream_id\":2,\"name\":\"Up\",\"category_id\":99}]"

/* How often a list is asked for when trying again may help, and when not. */
#define RETRIED 4
#define ONCE    1

static void
assert_text (char *owned_text, const char *expected)
{
  g_autofree char *text = owned_text;

  g_assert_cmpstr (text, ==, expected);
}

static guint64
get_generation (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GVariant) generation = lineup_daemon_fixture_get (
      fixture, path, LINEUP_CATALOG_INTERFACE, "Generation");

  return g_variant_get_uint64 (generation);
}

static void
sync_well (LineupDaemonFixture *fixture)
{
  lineup_fake_panel_set_text (fixture->panel,
                              "get_vod_categories",
                              "[{\"category_id\":\"3\",\"category_name\":\"Drama\"}]");
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_client_add_account (fixture, "home");
  assert_text (lineup_client_sync (fixture, "home", NULL), "completed");
}

typedef struct
{
  const char *name;
  const char *answer; /* to get_vod_streams */
  guint attempts;
} Malformed;

static const Malformed malformed[] = {
  { "account object", "{\"user_info\":{\"auth\":1,\"status\":\"Expired\"}}", ONCE },
  { "account object of strangers", "{\"user_info\":{\"auth\":0}}", ONCE },
  { "account object, the other way round", "{\"server_info\":{},\"user_info\":{}}", ONCE },
  { "error object", "{\"error\":\"MySQL: Cannot connect\"}", ONCE },
  { "error after items", "{\"0\":{\"stream_id\":5,\"name\":\"New\"},\"error\":\"x\"}", ONCE },
  { "other object", "{\"message\":\"Try later\"}", ONCE },
  { "page", "<html><body><p>[Blocked]</p></body></html>", ONCE },
  { "plain text", "Blocked", ONCE },
  { "null", "null", ONCE },
  { "false", "false", ONCE },
  { "number", "0", ONCE },
  { "string", "\"[]\"", ONCE },
  { "second list", "[{\"stream_id\":5,\"name\":\"New\"}][{\"stream_id\":6}]", ONCE },
  { "second empty list", "[{\"stream_id\":5,\"name\":\"New\"}]\n[]", ONCE },
  { "text after the list", "[{\"stream_id\":5,\"name\":\"New\"}]<!-- 0.1 s -->", ONCE },
  { "missing comma", "[{\"stream_id\":5,\"name\":\"New\"}{\"stream_id\":6}]", ONCE },
  { "missing element", "[{\"stream_id\":5,\"name\":\"New\"},]", ONCE },
  { "empty", "", RETRIED },
  { "ends early", "[{\"stream_id\":5,\"name\":\"New\"},{\"stream_id\":6", RETRIED },
};

static void
test_movies (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 generation = 0;

  sync_well (fixture);
  generation = get_generation (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr (GPtrArray) movies = NULL;

      g_test_message ("%s", malformed[i].name);
      lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", malformed[i].answer);
      assert_text (lineup_client_sync (fixture, "home", "{'steps': <['movies']>}"), "failed");
      assert_text (lineup_client_get_outcomes (fixture, "home"), "failed");
      assert_text (lineup_client_get_step_text (fixture, "home", "movies", "error-name"),
                   LINEUP_ERROR_NAME_PREFIX "MalformedData");
      g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "attempts"),
                        ==,
                        malformed[i].attempts);
      g_assert_cmpuint (
          lineup_client_get_step_number (fixture, "home", "movies", "http-status"), ==, 200);
      g_assert_cmpuint (
          lineup_client_get_step_number (fixture, "home", "movies", "removed"), ==, 0);
      assert_text (lineup_client_get_names (fixture, "home", "movies"), "Heat, Up");
      g_assert_cmpuint (get_generation (fixture), ==, generation);
    }
}

/* Any list may be the one that is none; the others come in. */
static void
test_other_lists (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *actions[3];
    const char *outcomes;
  } cases[] = {
    { { "get_live_categories", "get_vod_categories", "get_series_categories" },
      "failed unchanged failed unchanged failed unchanged" },
    { { "get_live_streams", "get_vod_streams", "get_series" },
      "unchanged failed unchanged failed unchanged failed" },
  };
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_text (lineup_client_sync (fixture, "home", NULL), "completed");
  counts = lineup_client_get_counts (fixture, "home");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (gsize k = 0; k < G_N_ELEMENTS (cases[i].actions); k++)
        lineup_fake_panel_set_text (fixture->panel, cases[i].actions[k], "{\"error\":\"x\"}");
      assert_text (lineup_client_sync (fixture, "home", NULL), "partial");
      assert_text (lineup_client_get_outcomes (fixture, "home"), cases[i].outcomes);
      assert_text (lineup_client_get_counts (fixture, "home"), counts);
      for (gsize k = 0; k < G_N_ELEMENTS (cases[i].actions); k++)
        lineup_fake_panel_set_body (fixture->panel, cases[i].actions[k], NULL);
    }
}

/* --- Lists that are, with quirks in them --- */

static void
append_categories (GString *text, GVariant *item)
{
  g_autofree const char **ids = NULL;
  g_autofree char *joined = NULL;

  g_assert_true (g_variant_lookup (item, "categories", "^a&s", &ids));
  joined = g_strjoinv (",", (char **)ids);
  g_string_append_printf (text, " [%s]", joined);
}

/* Returns ids, names and categories of all movies. */
static char *
describe_movies (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) items = lineup_client_list_items (
      fixture, "home", "movies", "{'sort': <'name'>}");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      GVariant *item = g_ptr_array_index (items, i);
      const char *name = NULL;
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_assert_true (g_variant_lookup (item, "name", "&s", &name));
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " %s", i > 0 ? "\n" : "", id, name);
      append_categories (text, item);
    }
  return g_string_free (text, FALSE);
}

/* Returns ids, names and numbers of items of all categories. */
static char *
describe_categories (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) categories = lineup_client_list_categories (fixture, "home", "movies");
  GString *text = g_string_new (NULL);
  GVariantIter iter;
  GVariant *category = NULL;

  g_variant_iter_init (&iter, categories);
  while (g_variant_iter_loop (&iter, "@a{sv}", &category))
    {
      const char *id = NULL;
      const char *name = NULL;
      guint n_items = 0;

      g_assert_true (g_variant_lookup (category, "id", "&s", &id));
      g_assert_true (g_variant_lookup (category, "name", "&s", &name));
      g_assert_true (g_variant_lookup (category, "items", "u", &n_items));
      g_string_append_printf (text, "%s%s %s %u", text->len > 0 ? "\n" : "", id, name, n_items);
    }
  return g_string_free (text, FALSE);
}

static void
test_quirks (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_fake_panel_set_text (fixture->panel,
                              "get_vod_categories",
                              "[{\"category_id\":3,\"category_name\":\"Drama\"},{\"oops\":1},7]");
  lineup_fake_panel_set_text (
      fixture->panel,
      "get_vod_streams",
      "<b>Warning</b>: x in /a[1]\n"
      "{\"0\":{\"stream_id\":\"1\",\"name\":\"A\",\"category_id\":\"3\"},"
      "\"2\":{\"stream_id\":2707855417,\"name\":\"B\",\"category_id\":99},"
      "\"3\":{\"stream_id\":1,\"name\":\"A\",\"category_ids\":[\"news\",3]},"
      "\"4\":null,\"5\":{\"stream_id\":\"x\",\"name\":\"C\"},\"6\":{\"stream_id\":4,\"name\":\"D\"]"
      ","
      "\"7\":{\"stream_id\":5,\"name\":null,\"category_id\":null,\"rating\":\"N\\/A\"}}");
  lineup_client_add_account (fixture, "home");
  assert_text (lineup_client_sync (fixture, "home", NULL), "completed");

  assert_text (describe_movies (fixture), "5 5 [uncategorized]\n1 A [3,news]\n2707855417 B [99]");
  assert_text (describe_categories (fixture),
               "3 Drama 1\n99 Category 99 1\nnews Category news 1\nuncategorized Uncategorized 1");
  g_assert_cmpuint (
      lineup_client_get_step_number (fixture, "home", "movie-categories", "rejected"), ==, 2);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "seen"), ==, 3);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "rejected"), ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/malformed/movies", test_movies);
  lineup_daemon_test ("/malformed/other-lists", test_other_lists);
  lineup_daemon_test ("/malformed/quirks", test_quirks);

  return g_test_run ();
}

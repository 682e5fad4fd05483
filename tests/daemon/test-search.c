/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

/* Search as a player calls it. What it finds, and in which order, is catalogue/'s to test. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

#define CHANNELS "[{\"stream_id\":11,\"name\":\"Matrix TV\"}]"

#define MOVIES                                                                                     \
  "[{\"stream_id\":21,\"name\":\"The Matrix\",\"rating\":\"8.7\",\"year\":\"1999\","               \
  "\"category_id\":\"5\",\"genre\":\"Science Fiction\",\"cast\":\"Keanu Reeves\"},"                \
  "{\"stream_id\":22,\"name\":\"Matrix\",\"rating\":\"5\",\"category_id\":\"6\"},"                 \
  "{\"stream_id\":23,\"name\":\"Mátrix Reloaded\",\"rating\":\"7.2\",\"year\":\"2003\","          \
  "\"category_id\":\"5\"},"                                                                        \
  "{\"stream_id\":24,\"name\":\"Speed\",\"cast\":\"Keanu Reeves\",\"is_adult\":\"1\"}]"

#define SERIES "[{\"series_id\":31,\"name\":\"Threat Matrix\",\"plot\":\"Men at AT&T\"}]"

static GVariant *
make_parameters (const char *text, const char *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) dict = g_variant_parse (
      G_VARIANT_TYPE_VARDICT, options != NULL ? options : "{}", NULL, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s %s", text, options != NULL ? options : "");
  return g_variant_new ("(s@a{sv})", text, dict);
}

static GVariant *
search (LineupDaemonFixture *fixture, const char *text, const char *options)
{
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "Search", make_parameters (text, options));

  return g_variant_get_child_value (reply, 0);
}

/* The ids that are found, in their order. */
static void
assert_finds (LineupDaemonFixture *fixture,
              const char *text,
              const char *options,
              const char *expected)
{
  g_autoptr (GVariant) items = search (fixture, text, options);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      gint64 id = 0;

      g_assert_true (g_variant_lookup (item, "id", "x", &id));
      g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", id);
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
assert_invalid (LineupDaemonFixture *fixture, const char *options)
{
  lineup_daemon_fixture_expect_error (fixture,
                                      PATH,
                                      LINEUP_CATALOG_INTERFACE,
                                      "Search",
                                      make_parameters ("matrix", options),
                                      "org.freedesktop.DBus.Error.InvalidArgs");
}

static void
add (LineupDaemonFixture *fixture)
{
  g_autofree char *status = NULL;

  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", CHANNELS);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", MOVIES);
  lineup_fake_panel_set_text (fixture->panel, "get_series", SERIES);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

static void
test_finds (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);

  assert_finds (fixture, "matrix", NULL, "22 23 11 21 31 ");
  assert_finds (fixture, "MATR", NULL, "23 22 11 21 31 ");
  assert_finds (fixture, "keanu reeves", NULL, "21 24 ");
  assert_finds (fixture, "AT&T", NULL, "31 ");
  assert_finds (fixture, "\" OR *", NULL, "");
  assert_finds (fixture, "", NULL, "");
}

static void
test_options (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) items = NULL;
  g_autofree char *text = NULL;

  add (fixture);
  assert_finds (fixture, "matrix", "{'kinds': <['series', 'channels']>}", "11 31 ");
  assert_finds (fixture, "matrix", "{'limit': <uint32 2>}", "22 23 ");
  assert_finds (fixture, "matrix", "{'category': <'5'>}", "23 21 ");
  assert_finds (fixture, "matrix", "{'year': <uint32 1999>}", "21 ");
  assert_finds (fixture, "matrix", "{'year-min': <uint32 2000>}", "23 ");
  assert_finds (fixture, "matrix", "{'min-rating': <7.0>}", "23 21 ");
  assert_finds (fixture, "matrix", "{'genre': <'science fiction'>}", "21 ");
  assert_finds (fixture, "keanu", "{'adult': <false>}", "21 ");
  assert_finds (fixture, "matrix", "{'colour': <'green'>, 'limit': <uint32 1>}", "22 ");

  items = search (fixture, "speed", "{'fields': <['name']>}");
  text = g_variant_print (items, FALSE);
  g_assert_cmpstr (text, ==, "[{'kind': <'movies'>, 'id': <int64 24>, 'name': <'Speed'>}]");
}

static void
test_invalid (LineupDaemonFixture *fixture, gconstpointer data)
{
  add (fixture);
  assert_invalid (fixture, "{'kinds': <['movies', 'episodes']>}");
  assert_invalid (fixture, "{'kinds': <@as []>}");
  assert_invalid (fixture, "{'kinds': <'movies'>}");
  assert_invalid (fixture, "{'limit': <uint32 0>}");
  assert_invalid (fixture, "{'limit': <uint32 1001>}");
  assert_invalid (fixture, "{'limit': <5>}");
  assert_invalid (fixture, "{'year': <'1999'>}");
  assert_invalid (fixture, "{'min-rating': <7>}");
  assert_invalid (fixture, "{'fields': <'name'>}");
}

/* A search works before the first sync, and while the panel can't be reached. */
static void
test_offline (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *path = lineup_client_path ("empty");
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *text = NULL;

  add (fixture);
  lineup_fake_panel_refuse (fixture->panel);
  lineup_daemon_fixture_restart (fixture);
  assert_finds (fixture, "matrix", NULL, "22 23 11 21 31 ");

  lineup_client_add (fixture, "empty", "{'validate': <false>, 'auto-sync': <false>}", NULL);
  reply = lineup_daemon_fixture_expect (
      fixture, path, LINEUP_CATALOG_INTERFACE, "Search", make_parameters ("matrix", NULL));
  text = g_variant_print (reply, FALSE);
  g_assert_cmpstr (text, ==, "([],)");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/search/finds", test_finds);
  lineup_daemon_test ("/search/options", test_options);
  lineup_daemon_test ("/search/invalid", test_invalid);
  lineup_daemon_test ("/search/offline", test_offline);

  return g_test_run ();
}

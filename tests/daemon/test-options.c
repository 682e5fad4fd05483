/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

static GVariant *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *value = g_variant_parse (NULL, text, NULL, NULL, &error);

  g_assert_no_error (error);
  return value;
}

static void
assert_invalid (LineupDaemonFixture *fixture,
                const char *interface,
                const char *method,
                const char *parameters)
{
  g_autoptr (GVariant) value = parse (parameters);

  g_test_message ("%s %s", method, parameters);
  lineup_client_assert_call (fixture, "home", interface, method, value, LINEUP_INVALID_ARGS);
}

static void
assert_valid (LineupDaemonFixture *fixture,
              const char *interface,
              const char *method,
              const char *parameters)
{
  g_autoptr (GVariant) value = parse (parameters);

  g_test_message ("%s %s", method, parameters);
  lineup_client_assert_call (fixture, "home", interface, method, value, NULL);
}

/* A sync that runs is joined, whatever else was asked for. */
static void
test_join (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autofree char *status = NULL;
  g_autofree char *actions = NULL;
  g_autoptr (GPtrArray) finished = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams:1=delay:forever");
  lineup_request_log_clear (fixture->requests);

  job = lineup_client_start (fixture, "home", NULL);
  g_assert_cmpuint (lineup_client_start (fixture, "home", NULL), ==, job);
  lineup_request_log_wait_held (fixture->requests, "get_live_streams", 1);
  g_assert_cmpuint (
      lineup_client_start (fixture, "home", "{'steps': <['series']>, 'force': <true>}"), ==, job);

  lineup_fake_panel_release (fixture->panel);
  status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_stop (fixture);
  actions = lineup_request_log_get_actions (fixture->requests);
  g_assert_cmpstr (actions, ==, LINEUP_CLIENT_REQUESTS);
  finished = lineup_signal_log_get_all (fixture->signals, PATH, "Finished");
  g_assert_cmpuint (finished->len, ==, 1);
}

static void
test_start_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const bad[] = {
    "({'steps': <['films']>},)",
    "({'steps': <['movies', 'films']>},)",
    "({'steps': <@as []>},)",
    "({'steps': <'movies'>},)",
    "({'steps': <[1]>},)",
    "({'force': <'yes'>},)",
    "({'force': <1>},)",
    "({'accept-shrink': <1>},)",
    "('movies',)",
    "(true,)",
  };
  g_autofree char *status = NULL;
  g_autofree char *completed = NULL;
  g_autofree char *twice = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_request_log_clear (fixture->requests);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_invalid (fixture, LINEUP_ACCOUNT_INTERFACE, "StartSync", bad[i]);

  /* Nothing has come of it. */
  status = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (status, ==, "pending");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 0);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Job"), ==, 0);

  completed = lineup_client_sync (fixture, "home", "{'colour': <'red'>, 'accept-shrink': <false>}");
  g_assert_cmpstr (completed, ==, "completed");
  twice = lineup_client_sync (fixture, "home", "{'steps': <['movies', 'movies']>}");
  g_assert_cmpstr (twice, ==, "completed");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_vod_streams"), ==, 2);
}

static void
test_catalog (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const bad_lists[] = {
    "('films', @a{sv} {}, '', uint32 10)",
    "('movie-categories', @a{sv} {}, '', uint32 10)",
    "('episodes', @a{sv} {}, '', uint32 10)",
    "('movies', @a{sv} {}, '', uint32 0)",
    "('movies', @a{sv} {}, '', uint32 1001)",
    "('movies', @a{sv} {}, 'made-up', uint32 10)",
    "('movies', {'category': <1>}, '', uint32 10)",
  };
  const char *const good_lists[] = {
    "('movies', @a{sv} {}, '', uint32 1)",
    "('movies', @a{sv} {}, '', uint32 1000)",
    "('movies', {'colour': <'red'>}, '', uint32 10)",
    "('series', {'category': <'no such'>}, '', uint32 10)",
  };
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  for (guint i = 0; i < G_N_ELEMENTS (bad_lists); i++)
    assert_invalid (fixture, LINEUP_CATALOG_INTERFACE, "ListItems", bad_lists[i]);
  for (guint i = 0; i < G_N_ELEMENTS (good_lists); i++)
    assert_valid (fixture, LINEUP_CATALOG_INTERFACE, "ListItems", good_lists[i]);

  assert_invalid (fixture, LINEUP_CATALOG_INTERFACE, "ListCategories", "('films',)");
  assert_invalid (fixture, LINEUP_CATALOG_INTERFACE, "GetItem", "('films', int64 1)");
  lineup_client_assert_call (fixture,
                             "home",
                             LINEUP_CATALOG_INTERFACE,
                             "GetItem",
                             g_variant_new ("(sx)", "movies", G_GINT64_CONSTANT (999999999)),
                             LINEUP_ERROR_NAME_PREFIX "NotFound");
}

static char *
get_cursor (LineupDaemonFixture *fixture, const char *kind)
{
  g_autoptr (GVariant) filter = parse ("@a{sv} {}");
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      PATH,
      LINEUP_CATALOG_INTERFACE,
      "ListItems",
      g_variant_new ("(s@a{sv}su)", kind, filter, "", 2));
  char *cursor = NULL;

  g_variant_get_child (reply, 1, "s", &cursor);
  g_assert_cmpstr (cursor, !=, "");
  return cursor;
}

/* A cursor belongs to the list that it was given for. */
static void
test_foreign_cursor (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *next = NULL;
  g_autofree char *other_kind = NULL;
  g_autofree char *other_category = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  cursor = get_cursor (fixture, "movies");
  next = g_strdup_printf ("('movies', @a{sv} {}, '%s', uint32 2)", cursor);
  assert_valid (fixture, LINEUP_CATALOG_INTERFACE, "ListItems", next);
  other_kind = g_strdup_printf ("('series', @a{sv} {}, '%s', uint32 2)", cursor);
  assert_invalid (fixture, LINEUP_CATALOG_INTERFACE, "ListItems", other_kind);
  other_category = g_strdup_printf ("('movies', {'category': <'101'>}, '%s', uint32 2)", cursor);
  assert_invalid (fixture, LINEUP_CATALOG_INTERFACE, "ListItems", other_category);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/options/join", test_join);
  lineup_daemon_test ("/options/start-sync", test_start_sync);
  lineup_daemon_test ("/options/catalog", test_catalog);
  lineup_daemon_test ("/options/foreign-cursor", test_foreign_cursor);

  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#include <string.h>

/* An account has other addresses, which are asked when the first can't be reached; only then. */

static LineupFakePanel *
make_panel (void)
{
  LineupFakePanel *panel = lineup_fake_panel_new ();

  g_assert_true (lineup_fake_panel_listen (panel, 0, NULL));
  return panel;
}

/* Adds an account of one panel whose fallback address is another's. */
static void
add (LineupDaemonFixture *fixture,
     LineupFakePanel *first,
     LineupFakePanel *second,
     const char *more,
     const char *error_name)
{
  g_autofree char *url = lineup_fake_panel_get_url (first);
  g_autofree char *other = lineup_fake_panel_get_url (second);
  g_autofree char *settings = g_strdup_printf (
      "{'url': <'%s/'>, 'fallback-urls': <['%s/get.php?username=x&password=y']>%s}",
      url,
      other,
      more);

  lineup_client_add (fixture, "home", settings, error_name);
}

static void
assert_server (LineupDaemonFixture *fixture, LineupFakePanel *panel)
{
  g_autofree char *url = lineup_fake_panel_get_url (panel);
  g_autofree char *server = lineup_client_get_text (fixture, "home", "Server");

  g_assert_cmpstr (server, ==, url);
}

static void
assert_fallback_server (LineupDaemonFixture *fixture, LineupFakePanel *panel)
{
  g_autofree char *url = panel != NULL ? lineup_fake_panel_get_url (panel) : NULL;
  g_autoptr (GVariant) value = lineup_client_get (fixture, "home", "FallbackServers");
  g_autofree const char **servers = g_variant_get_strv (value, NULL);

  g_assert_cmpstr (servers[0], ==, url);
  g_assert_true (servers[0] == NULL || servers[1] == NULL);
}

static void
assert_requests (LineupFakePanel *panel, const char *expected)
{
  g_autofree char *actions = lineup_request_log_get_actions (lineup_fake_panel_get_log (panel));

  g_assert_cmpstr (actions, ==, expected);
}

static void
assert_synced (LineupDaemonFixture *fixture)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", NULL);

  g_assert_cmpstr (status, ==, "completed");
}

/* Whether a stream's address is at a panel, with the account's credentials in it. */
static void
assert_stream_at (GVariant *stream, LineupFakePanel *panel)
{
  g_autofree char *base = lineup_fake_panel_get_url (panel);
  g_autofree char *prefix = g_strconcat (base, "/live/user/secret/", NULL);
  const char *url = NULL;

  g_assert_true (g_variant_lookup (stream, "url", "&s", &url));
  g_assert_true (g_str_has_prefix (url, prefix));
}

static void
assert_streams (LineupDaemonFixture *fixture, LineupFakePanel *first, LineupFakePanel *second)
{
  g_autofree char *path = lineup_client_path ("home");
  g_autoptr (GPtrArray) items = lineup_client_list_items (fixture, "home", "channels", NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) stream = NULL;
  g_autoptr (GVariant) alternatives = NULL;
  g_autoptr (GVariant) alternative = NULL;
  gint64 id = 0;

  g_assert_true (g_variant_lookup (items->pdata[0], "id", "x", &id));
  reply = lineup_daemon_fixture_expect (fixture,
                                        path,
                                        LINEUP_CATALOG_INTERFACE,
                                        "GetStream",
                                        lineup_client_make_item_call ("channels", id, NULL));
  stream = g_variant_get_child_value (reply, 0);
  assert_stream_at (stream, first);
  alternatives = g_variant_lookup_value (stream, "alternatives", G_VARIANT_TYPE ("aa{sv}"));
  g_assert_nonnull (alternatives);
  g_assert_cmpuint (g_variant_n_children (alternatives), ==, 1);
  alternative = g_variant_get_child_value (alternatives, 0);
  assert_stream_at (alternative, second);
}

/* What is added, synced and played is where it can be reached, over a restart, too. */
static void
test_dead_first (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) dead = make_panel ();
  g_autofree char *log = NULL;

  lineup_client_give_catalogue (fixture, 20, 10, 5, 0, 0);
  lineup_fake_panel_refuse (dead);
  add (fixture, dead, fixture->panel, "", NULL);
  assert_server (fixture, fixture->panel);
  assert_fallback_server (fixture, fixture->panel);
  assert_requests (fixture->panel, "account get_live_categories");
  assert_synced (fixture);
  assert_requests (fixture->panel, "account get_live_categories " LINEUP_CLIENT_REQUESTS);
  assert_streams (fixture, fixture->panel, dead);

  g_assert_true (lineup_fake_panel_listen (dead, 0, NULL));
  lineup_daemon_fixture_restart (fixture);
  assert_server (fixture, fixture->panel);
  assert_synced (fixture);
  assert_requests (dead, "");
  log = lineup_daemon_fixture_read_log (fixture);
  g_assert_null (strstr (log, "username"));
  g_assert_null (strstr (log, "user/secret"));
}

/* Where the second goes away in turn, the first has its chance, and is what is remembered. */
static void
test_back (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_panel ();

  lineup_client_give_catalogue (fixture, 20, 10, 5, 0, 0);
  lineup_fake_panel_refuse (other);
  add (fixture, fixture->panel, other, "", NULL);
  assert_server (fixture, fixture->panel);
  assert_synced (fixture);
  lineup_fake_panel_refuse (fixture->panel);
  g_assert_true (lineup_fake_panel_listen (other, 0, NULL));
  g_free (lineup_client_sync (fixture, "home", NULL));
  assert_server (fixture, other);
  lineup_fake_panel_refuse (other);
  g_assert_true (lineup_fake_panel_listen (fixture->panel, 0, NULL));
  assert_synced (fixture);
  assert_server (fixture, fixture->panel);
}

/* A first address that dies in the middle of a sync costs an attempt, and no step. */
static void
test_between_steps (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) first = make_panel ();
  guint64 job = 0;
  g_autofree char *status = NULL;
  g_autofree char *outcomes = NULL;

  lineup_client_give_catalogue (fixture, 20, 10, 5, 0, 0);
  lineup_fake_panel_add_fault (first, "get_live_streams=delay:forever");
  lineup_fake_panel_set_text (
      first, "get_live_categories", "[{\"category_id\":\"1\",\"category_name\":\"A\"}]");
  add (fixture, first, fixture->panel, ", 'validate': <false>", NULL);
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_arrived (lineup_fake_panel_get_log (first), "get_live_streams", 1);
  lineup_fake_panel_refuse (first);
  status = lineup_client_wait_status (fixture, job);
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("ok"));
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "channels", "attempts"), >=, 2);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "channels", "attempts"), <=, 4);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "attempts"), ==, 1);
  assert_requests (fixture->panel,
                   "get_live_streams get_vod_categories get_vod_streams get_series_categories "
                   "get_series");
  assert_server (fixture, fixture->panel);
}

/* One that takes a request and says nothing leaves the next its share of the time. It takes half of
 * a call's 20 seconds. */
static void
test_silent (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) silent = make_panel ();

  lineup_fake_panel_add_fault (silent, "account=delay:forever");
  add (fixture, silent, fixture->panel, "", NULL);
  assert_server (fixture, fixture->panel);
  lineup_fake_panel_release (silent);
}

/* What answers can be reached, whatever it says: nobody else is asked. */
static void
test_refusal (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const faults[] = {
    "account=status:401",
    "account=status:500",
    "account=status:404",
    "account=body:<html>",
  };
  static const char *const errors[] = { "AuthFailed", "Server", "AuthFailed", "MalformedData" };
  g_autoptr (LineupFakePanel) first = make_panel ();

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strconcat (LINEUP_BUS_NAME ".Error.", errors[i], NULL);

      lineup_fake_panel_clear_faults (first);
      lineup_fake_panel_add_fault (first, faults[i]);
      add (fixture, first, fixture->panel, "", name);
    }
  lineup_fake_panel_clear_faults (first);
  add (fixture, first, fixture->panel, "", NULL);
  lineup_fake_panel_add_fault (first, "*=status:503");
  g_free (lineup_client_sync (fixture, "home", NULL));
  assert_server (fixture, first);
  assert_requests (fixture->panel, "");
}

/* Where none can be reached, that is told as ever, and nothing is remembered. */
static void
test_none (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_panel ();
  g_autofree char *status = NULL;

  lineup_fake_panel_refuse (other);
  lineup_fake_panel_refuse (fixture->panel);
  add (fixture, fixture->panel, other, "", LINEUP_BUS_NAME ".Error.Offline");
  add (fixture, fixture->panel, other, ", 'validate': <false>", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "failed");
  assert_server (fixture, fixture->panel);
}

/* The panel's guide is where the panel is. */
static void
test_guide (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) dead = make_panel ();

  lineup_client_give_catalogue (fixture, 20, 10, 5, 0, 0);
  lineup_fake_panel_set_text (fixture->panel, LINEUP_REQUEST_GUIDE, "<tv></tv>");
  lineup_fake_panel_refuse (dead);
  add (fixture, dead, fixture->panel, ", 'validate': <false>, 'guide': <true>", NULL);
  assert_synced (fixture);
  lineup_request_log_wait_arrived (fixture->requests, LINEUP_REQUEST_GUIDE, 1);
}

/* Fallback addresses can be changed, and taken back; one that becomes the first is the same
 * panel's, and so the catalogue stays. */
static void
test_update (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = make_panel ();
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *fallback = g_strdup_printf ("{'fallback-urls': <['%s']>}", url);
  g_autofree char *swap = g_strdup_printf ("{'url': <'%s'>}", url);
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 20, 10, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_synced (fixture);
  assert_fallback_server (fixture, NULL);
  lineup_client_update (fixture, "home", fallback, NULL);
  assert_fallback_server (fixture, other);
  lineup_client_update (
      fixture, "home", "{'fallback-urls': <['ftp://x']>}", LINEUP_BUS_NAME ".Error.InvalidAccount");
  lineup_client_update (fixture, "home", "{'fallback-urls': <'x'>}", LINEUP_INVALID_ARGS);
  assert_fallback_server (fixture, other);
  lineup_daemon_fixture_restart (fixture);
  assert_fallback_server (fixture, other);
  lineup_client_update (fixture, "home", swap, NULL);
  assert_server (fixture, other);
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_true (g_str_has_prefix (counts, "24 20 "));
  lineup_client_update (fixture, "home", "{'fallback-urls': <@as []>}", NULL);
  assert_fallback_server (fixture, NULL);
}

/* Two syncs whose first addresses are gone find themselves at the same host, where one is to wait
 * for the other. */
static void
test_turns (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "one", "two" };
  g_autofree char *other = lineup_fake_panel_get_url (fixture->panel);
  guint64 jobs[G_N_ELEMENTS (ids)] = { 0 };

  lineup_client_give_catalogue (fixture, 200, 100, 50, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (LineupFakePanel) dead = make_panel ();
      g_autofree char *url = lineup_fake_panel_get_url (dead);
      g_autofree char *settings = g_strdup_printf (
          "{'url': <'%s'>, 'fallback-urls': <['%s']>, 'validate': <false>}", url, other);

      lineup_fake_panel_refuse (dead);
      lineup_client_add (fixture, ids[i], settings, NULL);
    }
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams=trickle:1024:20");
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    jobs[i] = lineup_client_start (fixture, ids[i], NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *status = lineup_client_wait_status (fixture, jobs[i]);

      g_assert_cmpstr (status, ==, "completed");
    }
  /* A list, and one small request beside it. */
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (fixture->requests), <=, 2);
  {
    g_autoptr (GPtrArray) lists = lineup_request_log_get_all (fixture->requests,
                                                              "get_live_streams");
    const LineupRequest *first = lists->pdata[0];
    const LineupRequest *second = lists->pdata[1];

    g_assert_cmpuint (lists->len, ==, 2);
    g_assert_cmpint (second->arrived, >=, first->ended);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/fallback/dead-first", test_dead_first);
  lineup_daemon_test ("/fallback/back", test_back);
  lineup_daemon_test ("/fallback/between-steps", test_between_steps);
  if (g_test_slow ())
    lineup_daemon_test ("/fallback/silent", test_silent);
  lineup_daemon_test ("/fallback/refusal", test_refusal);
  lineup_daemon_test ("/fallback/none", test_none);
  lineup_daemon_test ("/fallback/guide", test_guide);
  lineup_daemon_test ("/fallback/update", test_update);
  lineup_daemon_test ("/fallback/turns", test_turns);

  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

#define N_MOVIES      8
#define BURST         8
#define PER_SECOND    2
#define DEFAULT_AGENT "VLC/3.0.20 LibVLC/3.0.20"

static void
give_movies (LineupDaemonFixture *fixture)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 1; i <= N_MOVIES; i++)
    g_string_append_printf (
        list, "%s{\"stream_id\":%u,\"name\":\"Movie %u\"}", i > 1 ? "," : "", i, i);
  g_string_append_c (list, ']');
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", list->str);
  lineup_fake_panel_set_text (fixture->panel, "get_vod_info", "{\"info\":{\"plot\":\"Long\"}}");
}

static GVariant *
get_details (LineupDaemonFixture *fixture, gint64 id)
{
  return lineup_daemon_fixture_expect (fixture,
                                       LINEUP_ACCOUNT_PATH_PREFIX "home",
                                       LINEUP_CATALOG_INTERFACE,
                                       "GetDetails",
                                       lineup_client_make_item_call ("movies", id, NULL));
}

/* As the panel alone can tell. */
static void
assert_details (LineupDaemonFixture *fixture, gint64 id)
{
  g_autoptr (GVariant) reply = get_details (fixture, id);
  g_autoptr (GVariant) item = g_variant_get_child_value (reply, 0);
  const char *plot = NULL;

  g_assert_true (g_variant_lookup (item, "plot", "&s", &plot));
  g_assert_cmpstr (plot, ==, "Long");
}

/* In no span of time more than there may be. The way to the panel may take a little longer for one
 * request than for a later one: hence one more. */
static void
assert_pace (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (fixture->requests, NULL);

  for (guint i = 0; i < requests->len; i++)
    {
      const LineupRequest *first = g_ptr_array_index (requests, i);

      for (guint j = i; j < requests->len; j++)
        {
          const LineupRequest *last = g_ptr_array_index (requests, j);
          const gint64 allowed = BURST + 1
                                 + (last->arrived - first->arrived) * PER_SECOND / G_USEC_PER_SEC;

          g_assert_cmpint (j - i + 1, <=, allowed);
        }
    }
}

/* Two accounts of one host, syncs of both, and a player that asks for one movie after another. */
static void
test_pace (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  guint64 jobs[2] = { 0 };

  give_movies (fixture);
  lineup_client_add (fixture, "home", NULL, NULL);
  lineup_client_add (fixture, "cabin", NULL, NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  jobs[0] = lineup_client_start (fixture, "home", NULL);
  jobs[1] = lineup_client_start (fixture, "cabin", NULL);
  for (gint64 id = 1; id <= N_MOVIES; id++)
    assert_details (fixture, id);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autofree char *ended = lineup_client_wait_status (fixture, jobs[i]);

      g_assert_cmpstr (ended, ==, "completed");
    }

  g_assert_cmpuint (
      lineup_request_log_count (fixture->requests, NULL), ==, 2 * 2 + 3 * 7 + N_MOVIES);
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (fixture->requests), <=, 2);
  assert_pace (fixture);
}

/* What AddAccount has found out, its first sync does not ask again. */
static void
test_first_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *actions = NULL;

  give_movies (fixture);
  lineup_client_add (fixture, "home", "{'auto-sync': <true>}", NULL);
  status = lineup_client_wait_status (fixture, 1);
  g_assert_cmpstr (status, ==, "completed");
  actions = lineup_request_log_get_actions (fixture->requests);
  /* One list of categories tells whether there are any. */
  g_assert_cmpstr (actions,
                   ==,
                   "account get_live_categories get_live_categories get_live_streams "
                   "get_vod_categories get_vod_streams get_series_categories get_series");
}

/* How long after the request before it each one has come, from the @first on. */
static void
assert_gaps (LineupDaemonFixture *fixture, guint first, gint64 least)
{
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (fixture->requests, NULL);

  g_assert_cmpuint (first, <, requests->len);
  for (guint i = first; i < requests->len; i++)
    {
      const LineupRequest *one = g_ptr_array_index (requests, i - 1);
      const LineupRequest *next = g_ptr_array_index (requests, i);

      g_assert_cmpint (next->arrived - one->arrived, >, least);
    }
}

/* A host that has refused is asked more slowly from then on: at the next steps, and for another
 * account. */
static void
test_refusals (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *other_status = NULL;
  const guint n_added = 2 * 2;

  give_movies (fixture);
  lineup_client_add_account (fixture, "home");
  lineup_client_add_account (fixture, "cabin");
  lineup_fake_panel_add_fault (fixture->panel, "get_live_categories:1=status:429");
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams:1=status:503");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  other_status = lineup_client_sync (fixture, "cabin", "{'steps': <['movies']>}");
  g_assert_cmpstr (other_status, ==, "completed");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, n_added + 9 + 2);
  /* The way to the panel may take a little longer for one request than for a later one. */
  assert_gaps (fixture, n_added + 2, G_USEC_PER_SEC * 3 / 4);
  assert_gaps (fixture, n_added + 4, G_USEC_PER_SEC * 7 / 4);
}

/* A request that finds its kept connection dead leaves once more, and nobody notices. */
static void
test_dead_connections (LineupDaemonFixture *fixture, gconstpointer data)
{
  give_movies (fixture);
  lineup_client_add_account (fixture, "home");
  g_free (lineup_client_sync (fixture, "home", NULL));
  lineup_request_log_clear (fixture->requests);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info:2=cut:head");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_info:4=reset:head");
  for (gint64 id = 1; id <= 4; id++)
    assert_details (fixture, id);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 6);
  assert_pace (fixture);
}

/* A sync that waits for its host's next token can be cancelled, and asks nobody any more. */
static void
test_cancel_pace (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  guint64 job = 0;
  guint n_requests = 0;

  give_movies (fixture);
  lineup_client_add_account (fixture, "home");
  for (guint i = 0; i < 2; i++)
    g_free (lineup_client_sync (fixture, "home", NULL));

  job = lineup_client_start (fixture, "home", NULL);
  lineup_client_assert_call (fixture, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NULL);
  n_requests = lineup_request_log_count (fixture->requests, NULL);
  status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, "failed");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, n_requests);
}

static void
assert_agent (LineupRequestLog *log, const char *expected)
{
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (log, NULL);

  g_assert_cmpuint (requests->len, >, 0);
  for (guint i = 0; i < requests->len; i++)
    g_assert_cmpstr (
        lineup_request_get_header (g_ptr_array_index (requests, i), "user-agent"), ==, expected);
  lineup_request_log_clear (log);
}

static void
test_user_agent (LineupDaemonFixture *fixture, gconstpointer data)
{
  give_movies (fixture);
  lineup_client_add (fixture, "home", NULL, NULL);
  g_free (lineup_client_sync (fixture, "home", NULL));
  assert_details (fixture, 1);
  assert_agent (fixture->requests, DEFAULT_AGENT);

  lineup_client_update (fixture, "home", "{'user-agent': <'Player/2 (x)'>}", NULL);
  g_free (lineup_client_sync (fixture, "home", NULL));
  assert_details (fixture, 2);
  assert_agent (fixture->requests, "Player/2 (x)");

  lineup_client_update (fixture, "home", "{'user-agent': <''>}", NULL);
  assert_details (fixture, 3);
  assert_agent (fixture->requests, DEFAULT_AGENT);

  lineup_client_add (fixture, "cabin", "{'user-agent': <'Cabin/1'>}", NULL);
  assert_agent (fixture->requests, "Cabin/1");
  lineup_client_update (
      fixture, "home", "{'user-agent': <'A\\r\\nX-Injected: b'>}", LINEUP_INVALID_ARGS);
}

/* What asks for @action goes to another panel instead. */
static void
redirect (LineupDaemonFixture *fixture, const char *action, LineupFakePanel *other)
{
  g_autofree char *url = lineup_fake_panel_get_url (other);
  g_autofree char *query = *action != '\0' ? g_strconcat ("&action=", action, NULL) : g_strdup ("");
  g_autofree char *fault = g_strdup_printf (
      "%s=redirect:%s/lb/player_api.php?username=user&password=secret%s",
      *action != '\0' ? action : "account",
      url,
      query);

  lineup_fake_panel_add_fault (fixture->panel, fault);
}

static void
test_redirects (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) other = lineup_fake_panel_new ();
  LineupRequestLog *log = lineup_fake_panel_get_log (other);
  g_autofree char *status = NULL;
  g_autofree char *names = NULL;
  g_autofree char *server = NULL;
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);

  g_assert_true (lineup_fake_panel_listen (other, 0, NULL));
  lineup_fake_panel_set_text (other, "get_vod_streams", "[{\"stream_id\":7,\"name\":\"There\"}]");
  redirect (fixture, "", other);
  redirect (fixture, "get_vod_streams", other);

  lineup_client_add (fixture, "home", "{'user-agent': <'Player/2'>}", NULL);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  names = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (names, ==, "There");
  g_assert_cmpuint (lineup_request_log_count (log, NULL), ==, 3);
  assert_agent (log, "Player/2");

  /* Where it led is forgotten. */
  server = lineup_client_get_text (fixture, "home", "Server");
  g_assert_cmpstr (server, ==, url);
}

static void
test_endless_redirect (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_fake_panel_add_fault (fixture->panel,
                               "account=redirect:/player_api.php?username=user&password=secret");
  lineup_client_add (fixture, "home", NULL, ERROR ("Server"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/kindness/pace", test_pace);
  lineup_daemon_test ("/kindness/first-sync", test_first_sync);
  lineup_daemon_test ("/kindness/refusals", test_refusals);
  lineup_daemon_test ("/kindness/dead-connections", test_dead_connections);
  lineup_daemon_test ("/kindness/cancel-pace", test_cancel_pace);
  lineup_daemon_test ("/kindness/user-agent", test_user_agent);
  lineup_daemon_test ("/kindness/redirects", test_redirects);
  lineup_daemon_test ("/kindness/endless-redirect", test_endless_redirect);

  return g_test_run ();
}

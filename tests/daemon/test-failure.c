/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

/* Attempts, and microseconds of the first pause between them: an attempt and three more, half a
 * second apart, then a second, then two. */
#define MAX_ATTEMPTS 4
#define FIRST_PAUSE  (500 * 1000)

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

static void
assert_sync (LineupDaemonFixture *fixture, const char *status, const char *outcomes)
{
  g_autofree char *actual_status = lineup_client_sync (fixture, "home", NULL);
  g_autofree char *actual_outcomes = lineup_client_get_outcomes (fixture, "home");
  g_autofree char *property = lineup_client_get_text (fixture, "home", "Status");

  g_assert_cmpstr (actual_outcomes, ==, outcomes);
  g_assert_cmpstr (actual_status, ==, status);
  g_assert_cmpstr (property, ==, status);
}

static void
assert_step_error (LineupDaemonFixture *fixture,
                   const char *step,
                   const char *name,
                   guint http_status, /* 0: whatever it is */
                   guint attempts)
{
  g_autofree char *actual = lineup_client_get_step_text (fixture, "home", step, "error-name");
  g_autofree char *message = lineup_client_get_step_text (fixture, "home", step, "error-message");

  g_assert_cmpstr (actual, ==, name);
  g_assert_nonnull (message);
  g_assert_cmpstr (message, !=, "");
  if (http_status != 0)
    g_assert_cmpuint (
        lineup_client_get_step_number (fixture, "home", step, "http-status"), ==, http_status);
  g_assert_cmpuint (
      lineup_client_get_step_number (fixture, "home", step, "attempts"), ==, attempts);
}

static void
assert_pauses (LineupDaemonFixture *fixture, const char *action)
{
  g_autoptr (GPtrArray) requests = lineup_request_log_get_all (fixture->requests, action);
  gint64 pause = FIRST_PAUSE;

  g_assert_cmpuint (requests->len, ==, MAX_ATTEMPTS);
  for (guint i = 1; i < requests->len; i++)
    {
      const LineupRequest *before = g_ptr_array_index (requests, i - 1);
      const LineupRequest *request = g_ptr_array_index (requests, i);

      g_assert_cmpint (request->arrived - before->ended, >=, pause * 8 / 10);
      pause *= 2;
    }
}

static void
test_one_step (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint64 last_sync = 0;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_sync (fixture, "completed", LINEUP_CLIENT_ALL ("ok"));
  before = lineup_client_get_names (fixture, "home", "movies");
  last_sync = lineup_client_get_time (fixture, "home", "LastSync");

  lineup_request_log_clear (fixture->requests);
  lineup_client_give_catalogue (fixture, 55, 85, 25, 0, 0);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=status:500;body:Oops");
  assert_sync (fixture, "partial", "unchanged ok unchanged failed unchanged ok");
  assert_step_error (fixture, "movies", ERROR ("Server"), 500, MAX_ATTEMPTS);
  assert_pauses (fixture, "get_vod_streams");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_series"), ==, 1);

  after = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 80);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "channels"), ==, 55);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "series"), ==, 25);
  /* A partial sync is one, too; at least three seconds have passed. */
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), >, last_sync);
}

/* What fails first does not keep the rest from coming in, and is made up for next time. */
static void
test_recovery (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *counts = NULL;
  g_autofree char *healed = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_fake_panel_add_fault (fixture->panel, "get_live_categories=body:<html>Busy</html>");
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams=status:403");
  lineup_client_add_account (fixture, "home");
  assert_sync (fixture, "partial", "failed failed ok ok ok ok");
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "0 0 17 80 11 20");

  lineup_fake_panel_clear_faults (fixture->panel);
  assert_sync (fixture, "completed", "ok ok unchanged unchanged unchanged unchanged");
  healed = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (healed, ==, "24 50 17 80 11 20");
}

static void
test_everything (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  /* The last fault counts: only the lists fail. */
  lineup_fake_panel_add_fault (fixture->panel, "*=status:404");
  lineup_fake_panel_add_fault (fixture->panel, "account=status:200");
  assert_sync (fixture, "failed", LINEUP_CLIENT_ALL ("failed"));
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "0 0 0 0 0 0");
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), ==, 0);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastAttempt"), >, 0);
}

/* However a list is broken off: it is asked for again, and nothing of it is taken. */
static void
test_broken_off (LineupDaemonFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *step;
    const char *action;
    const char *fault;
  } lists[] = {
    { "channels", "get_live_streams", "get_live_streams:1=length:none;cut:5000" },
    { "movie-categories", "get_vod_categories", "get_vod_categories:1=length:100000" },
    { "movies", "get_vod_streams", "get_vod_streams:1=length:chunked;reset:5000" },
    { "series", "get_series", "get_series:1=length:500000;cut:5000" },
  };
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    lineup_fake_panel_add_fault (fixture->panel, lists[i].fault);

  assert_sync (fixture, "completed", LINEUP_CLIENT_ALL ("ok"));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      guint64 attempts = lineup_client_get_step_number (fixture, "home", lists[i].step, "attempts");

      g_assert_cmpuint (
          lineup_request_log_count (fixture->requests, lists[i].action), ==, attempts);
      /* The one that came whole, though with a wrong length, may do. */
      if (!g_str_equal (lists[i].step, "movie-categories"))
        g_assert_cmpuint (attempts, ==, 2);
    }
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");
}

/* A body that ends early, cleanly and with the announced length. */
static void
test_truncated (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *names = NULL;

  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "[{\"stream_id\":1,\"name\":\"Old\"}]");
  lineup_client_add_account (fixture, "home");
  g_free (lineup_client_sync (fixture, "home", NULL));

  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "[{\"stream_id\":1,\"name\":\"New\"},{\"stream_id\":2,");
  lineup_request_log_clear (fixture->requests);
  g_free (lineup_client_sync (fixture, "home", "{'steps': <['movies']>}"));
  assert_step_error (fixture, "movies", ERROR ("MalformedData"), 0, MAX_ATTEMPTS);
  assert_pauses (fixture, "get_vod_streams");
  names = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (names, ==, "Old");
}

static void
test_refused_lists (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams=status:401");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=status:403");
  lineup_fake_panel_add_fault (fixture->panel, "get_series=status:404");
  assert_sync (fixture, "partial", "ok failed ok failed ok failed");
  assert_step_error (fixture, "channels", ERROR ("Server"), 401, 1);
  assert_step_error (fixture, "movies", ERROR ("Server"), 403, 1);
  assert_step_error (fixture, "series", ERROR ("Server"), 404, 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_live_streams"), ==, 1);
}

static void
test_malformed_lists (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_set_text (fixture->panel, "get_live_streams", "<html>Blocked</html>");
  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "{\"user_info\":{\"auth\":1,\"status\":\"Expired\"}}");
  lineup_fake_panel_set_text (
      fixture->panel, "get_series", "{\"error\":\"MySQL: Cannot connect\"}");
  assert_sync (fixture, "partial", "ok failed ok failed ok failed");
  assert_step_error (fixture, "channels", ERROR ("MalformedData"), 0, 1);
  assert_step_error (fixture, "movies", ERROR ("MalformedData"), 0, 1);
  assert_step_error (fixture, "series", ERROR ("MalformedData"), 0, 1);
}

static void
test_gzip (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams=gzip");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=gzip:unlabelled");
  lineup_fake_panel_add_fault (fixture->panel, "get_series=header:Content-Encoding:gzip");
  assert_sync (fixture, "completed", LINEUP_CLIENT_ALL ("ok"));
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");
}

static void
add_unchecked (LineupDaemonFixture *fixture, const char *more)
{
  g_autofree char *settings = g_strdup_printf ("{'validate': <false>%s}", more);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "AddAccount",
      g_variant_new ("(s@a{sv})", "home", lineup_client_make_settings (fixture, settings)));
}

static void
assert_never_began (LineupDaemonFixture *fixture, const char *error_name, const char *requests)
{
  g_autofree char *actions = NULL;
  g_autofree char *name = NULL;

  assert_sync (fixture, "failed", LINEUP_CLIENT_ALL ("skipped"));
  actions = lineup_request_log_get_actions (fixture->requests);
  g_assert_cmpstr (actions, ==, requests);
  name = lineup_client_get_step_text (fixture, "home", "channel-categories", "error-name");
  g_assert_cmpstr (name, ==, error_name);
}

static void
test_wrong_credentials (LineupDaemonFixture *fixture, gconstpointer data)
{
  add_unchecked (fixture, ", 'password': <'wrong'>");
  assert_never_began (fixture, ERROR ("AuthFailed"), "account");
}

static void
test_refused_account (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const faults[]
      = { "account:1=status:401", "account:1=status:403", "account:1=status:404;body:<html>" };

  add_unchecked (fixture, "");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      lineup_request_log_clear (fixture->requests);
      lineup_fake_panel_add_fault (fixture->panel, faults[i]);
      assert_never_began (fixture, ERROR ("AuthFailed"), "account");
    }
}

static void
test_expired (LineupDaemonFixture *fixture, gconstpointer data)
{
  add_unchecked (fixture, "");
  lineup_fake_panel_set_account (fixture->panel, "timestamp_now", "1760000000");
  lineup_fake_panel_set_account (fixture->panel, "exp_date", "\"1759999999\"");
  assert_never_began (fixture, ERROR ("AccountExpired"), "account");
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Expires"), ==, 1759999999);
}

static void
test_banned (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;

  add_unchecked (fixture, "");
  lineup_fake_panel_set_account (fixture->panel, "status", "\"Banned\"");
  assert_never_began (fixture, ERROR ("AccountExpired"), "account");
  status = lineup_client_get_text (fixture, "home", "AccountStatus");
  g_assert_cmpstr (status, ==, "banned");
}

static void
assert_account_status (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *status = lineup_client_get_text (fixture, "home", "AccountStatus");

  g_assert_cmpstr (status, ==, expected);
}

/* Some panels call accounts expired that are not. */
static void
test_status_text_proves_nothing (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_set_account (fixture->panel, "status", "\"Expired\"");
  assert_sync (fixture, "completed", LINEUP_CLIENT_ALL ("ok"));
  assert_account_status (fixture, "active");

  /* Nor does the word that they have for those that have ended. */
  lineup_fake_panel_set_account (fixture->panel, "status", "\"Banned\"");
  lineup_fake_panel_set_account (fixture->panel, "timestamp_now", "1760000000");
  lineup_fake_panel_set_account (fixture->panel, "exp_date", "\"1759999999\"");
  lineup_request_log_clear (fixture->requests);
  assert_never_began (fixture, ERROR ("AccountExpired"), "account");
  assert_account_status (fixture, "expired");
}

static void
test_panel_down (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *counts = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_sync (fixture, "completed", LINEUP_CLIENT_ALL ("ok"));

  lineup_fake_panel_refuse (fixture->panel);
  assert_sync (fixture, "failed", LINEUP_CLIENT_ALL ("skipped"));
  name = lineup_client_get_step_text (fixture, "home", "channel-categories", "error-name");
  g_assert_cmpstr (name, ==, ERROR ("Offline"));
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");

  lineup_fake_panel_listen (fixture->panel, 0, &error);
  g_assert_no_error (error);
  assert_sync (fixture, "completed", LINEUP_CLIENT_ALL ("unchanged"));
}

/* A single round of retries, not one for each of the six steps. */
static void
test_one_round (LineupDaemonFixture *fixture, gconstpointer data)
{
  add_unchecked (fixture, "");
  lineup_fake_panel_add_fault (fixture->panel, "*=reset:head");
  assert_never_began (fixture, ERROR ("Offline"), "account account account account");
  assert_pauses (fixture, "");
}

/* The panel dies on the way: the steps that are left don't all try as hard as the first. */
static void
test_dies_on_the_way (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autofree char *status = NULL;
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_live_streams=reset:head");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_categories=reset:head");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=reset:head");
  lineup_fake_panel_add_fault (fixture->panel, "get_series_categories=reset:head");
  lineup_fake_panel_add_fault (fixture->panel, "get_series=reset:head");
  lineup_request_log_clear (fixture->requests);
  job = lineup_client_start (fixture, "home", NULL);
  status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, "partial");

  g_assert_cmpuint (
      lineup_client_get_step_number (fixture, "home", "channels", "attempts"), ==, MAX_ATTEMPTS);
  /* HTTP repeats a request by itself when a connection that was kept open turns out to be dead. */
  g_assert_cmpuint (
      lineup_request_log_count (fixture->requests, "get_live_streams"), <=, MAX_ATTEMPTS + 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_vod_categories"), <=, 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_vod_streams"), <=, 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_series"), <=, 1);
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 0 0 0 0 0");
}

static void
test_account_retried (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_request_log_clear (fixture->requests);
  lineup_fake_panel_add_fault (fixture->panel, "account:1=status:503");
  assert_sync (fixture, "completed", LINEUP_CLIENT_ALL ("ok"));
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, ""), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/failure/one-step", test_one_step);
  lineup_daemon_test ("/failure/recovery", test_recovery);
  lineup_daemon_test ("/failure/everything", test_everything);
  lineup_daemon_test ("/failure/broken-off", test_broken_off);
  lineup_daemon_test ("/failure/truncated", test_truncated);
  lineup_daemon_test ("/failure/refused-lists", test_refused_lists);
  lineup_daemon_test ("/failure/malformed-lists", test_malformed_lists);
  lineup_daemon_test ("/failure/gzip", test_gzip);
  lineup_daemon_test ("/failure/wrong-credentials", test_wrong_credentials);
  lineup_daemon_test ("/failure/refused-account", test_refused_account);
  lineup_daemon_test ("/failure/expired", test_expired);
  lineup_daemon_test ("/failure/banned", test_banned);
  lineup_daemon_test ("/failure/status-text-proves-nothing", test_status_text_proves_nothing);
  lineup_daemon_test ("/failure/panel-down", test_panel_down);
  lineup_daemon_test ("/failure/one-round", test_one_round);
  lineup_daemon_test ("/failure/dies-on-the-way", test_dies_on_the_way);
  lineup_daemon_test ("/failure/account-retried", test_account_retried);

  return g_test_run ();
}

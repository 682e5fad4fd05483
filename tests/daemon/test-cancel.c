/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-full-listener.h"
#include "lineup-test-limits.h"

#include <signal.h>
#include <string.h>

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

/* Microseconds: "well under a second", in every phase. */
#define CANCEL_LIMIT (250 * 1000)

#define NOT_RUNNING LINEUP_ERROR_NAME_PREFIX "NotRunning"

/* A list that takes a while to read and write. */
#define MANY_MOVIES 100000

/* A list of which there is half when it stalls. */
#define N_MOVIES 1000
#define STALL    "get_vod_streams:1=stall:20000:forever"

static void
cancel (LineupDaemonFixture *fixture)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture, PATH, LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL);
  gint64 duration = g_get_monotonic_time () - begin;

  g_test_message ("Cancel took %.1f ms", (double)duration / 1000);
  g_assert_cmpint (duration, <=, lineup_test_limit (CANCEL_LIMIT));
}

/* When Cancel has replied, all is over: no need to wait. */
static void
assert_cancelled (LineupDaemonFixture *fixture,
                  guint64 job,
                  const char *status,
                  const char *outcomes)
{
  g_autofree char *property = lineup_client_get_text (fixture, "home", "Status");
  g_autofree char *actual = lineup_client_get_outcomes (fixture, "home");
  g_autoptr (GVariant) finished = lineup_client_wait (fixture, job);
  g_autoptr (GVariant) summary = g_variant_get_child_value (finished, 2);
  const char *finished_status = NULL;
  gboolean cancelled = FALSE;

  g_assert_cmpstr (property, ==, status);
  if (outcomes != NULL)
    g_assert_cmpstr (actual, ==, outcomes);
  g_variant_get_child (finished, 1, "&s", &finished_status);
  g_assert_cmpstr (finished_status, ==, status);
  g_assert_true (g_variant_lookup (summary, "cancelled", "b", &cancelled));
  g_assert_true (cancelled);
  lineup_client_assert_call (
      fixture, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NOT_RUNNING);
}

static void
test_not_running (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;

  lineup_client_add_account (fixture, "home");
  lineup_client_assert_call (
      fixture, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NOT_RUNNING);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_client_assert_call (
      fixture, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NOT_RUNNING);
}

static void
test_connecting (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint16 port = 0;
  g_autoptr (GPtrArray) sockets = lineup_full_listener_new (&port);
  guint n_own = lineup_full_listener_count (port);
  g_autofree char *settings = g_strdup_printf (
      "{'validate': <false>, 'url': <'http://127.0.0.1:%u'>}", port);
  g_autoptr (GVariant) reply = lineup_daemon_fixture_expect (
      fixture,
      LINEUP_OBJECT_PATH,
      LINEUP_MANAGER_INTERFACE,
      "AddAccount",
      g_variant_new ("(s@a{sv})", "home", lineup_client_make_settings (fixture, settings)));
  guint64 job = lineup_client_start (fixture, "home", NULL);
  gint64 watchdog = lineup_test_watchdog ();

  while (lineup_full_listener_count (port) <= n_own)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      g_thread_yield ();
    }
  cancel (fixture);
  assert_cancelled (fixture, job, "failed", LINEUP_CLIENT_ALL ("skipped"));
}

static void
test_account_request (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "account=delay:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "", 1);
  cancel (fixture);
  assert_cancelled (fixture, job, "failed", LINEUP_CLIENT_ALL ("skipped"));
  lineup_request_log_wait_gone (fixture->requests, "", 1);
}

/* Movies, the same in every list but for what their names begin with. */
static void
give_movies (LineupDaemonFixture *fixture, const char *prefix)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 1; i <= N_MOVIES; i++)
    g_string_append_printf (
        list, "%s{\"stream_id\":%u,\"name\":\"%s %u\"}", i > 1 ? "," : "", i, prefix, i);
  g_string_append_c (list, ']');
  lineup_fake_panel_set_text (fixture->panel, "get_vod_streams", list->str);
}

static void
assert_movies (LineupDaemonFixture *fixture, const char *prefix, guint n_movies)
{
  g_autoptr (GPtrArray) movies = lineup_client_list_items (fixture, "home", "movies", NULL);

  g_assert_cmpuint (movies->len, ==, n_movies);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, n_movies);
  for (guint i = 0; prefix != NULL && i < movies->len; i++)
    {
      const char *name = NULL;

      g_assert_true (g_variant_lookup (g_ptr_array_index (movies, i), "name", "&s", &name));
      g_assert_true (g_str_has_prefix (name, prefix));
    }
}

static gboolean
has_items (const LineupSignal *signal, gpointer user_data)
{
  g_autoptr (GVariant) details = NULL;
  const char *step = NULL;
  guint64 job = 0;
  guint64 items = 0;

  if (!g_str_equal (signal->member, "Progress"))
    return FALSE;
  g_variant_get (signal->parameters, "(tu&s@a{sv})", &job, NULL, &step, &details);
  g_assert_true (g_variant_lookup (details, "items", "t", &items));
  return job == *(guint64 *)user_data && g_str_equal (step, "movies") && items > 0;
}

/* Waits until some of the movies were read, and so written. */
static void
wait_for_items (LineupDaemonFixture *fixture, guint64 job)
{
  lineup_daemon_fixture_wait (fixture, 0, has_items, &job);
}

/* What was committed stays, what was not is as before. */
static void
check_phase (LineupDaemonFixture *fixture, const char *fault, gboolean with_items)
{
  g_autofree char *status = NULL;
  g_autofree char *counts = NULL;
  guint64 job = 0;

  lineup_client_give_catalogue (fixture, 50, 0, 20, 0, 0);
  give_movies (fixture, "Old");
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  lineup_client_give_catalogue (fixture, 55, 0, 25, 0, 0);
  give_movies (fixture, "New");
  lineup_fake_panel_add_fault (fixture->panel, fault);
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  if (with_items)
    wait_for_items (fixture, job);
  cancel (fixture);
  assert_cancelled (fixture, job, "partial", "unchanged ok unchanged cancelled skipped skipped");
  lineup_request_log_wait_gone (fixture->requests, "get_vod_streams", 1);

  assert_movies (fixture, "Old", N_MOVIES);
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 55 17 1000 11 20");
  lineup_daemon_fixture_restart (fixture);
  assert_movies (fixture, "Old", N_MOVIES);
}

static void
test_headers (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_phase (fixture, "get_vod_streams=delay:forever", FALSE);
}

static void
test_body (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_phase (fixture, STALL, TRUE);
}

/* All has arrived but the last bracket, so all but the commit is done. */
static void
test_before_commit (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "[{\"stream_id\":1,\"name\":\"One\"}]");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:29:forever");
  lineup_client_add_account (fixture, "home");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  wait_for_items (fixture, job);
  cancel (fixture);
  assert_cancelled (fixture, job, "partial", NULL);
  assert_movies (fixture, NULL, 0);
  lineup_daemon_fixture_restart (fixture);
  assert_movies (fixture, NULL, 0);
}

static void
test_backoff (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=status:503;header:Retry-After:50");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_ended (fixture->requests, "get_vod_streams", 1);
  cancel (fixture);
  assert_cancelled (fixture, job, "partial", "ok ok ok cancelled skipped skipped");
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, "get_vod_streams"), ==, 1);
}

/* The list comes as fast as it can be taken: the time goes into reading and writing it. */
static void
test_writing (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;

  lineup_client_give_catalogue (fixture, 0, MANY_MOVIES, 0, 0, 0);
  lineup_client_add_account (fixture, "home");
  job = lineup_client_start (fixture, "home", NULL);
  wait_for_items (fixture, job);
  cancel (fixture);
  assert_cancelled (fixture, job, "partial", NULL);
  assert_movies (fixture, NULL, 0);
}

/* The whole list has left the panel: its rows, the indices, the commit are under way. */
static void
test_indexing (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autofree char *outcome = NULL;

  lineup_client_give_catalogue (fixture, 0, MANY_MOVIES, 0, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_series_categories=delay:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_ended (fixture->requests, "get_vod_streams", 1);
  cancel (fixture);
  assert_cancelled (fixture, job, "partial", NULL);

  /* Either all of it or nothing. */
  outcome = lineup_client_get_step_text (fixture, "home", "movies", "outcome");
  if (g_str_equal (outcome, "ok"))
    {
      g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, MANY_MOVIES);
    }
  else
    {
      g_assert_cmpstr (outcome, ==, "cancelled");
      g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 0);
    }
}

static void
test_queued (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 first = 0;
  guint64 second = 0;
  g_autofree char *status = NULL;

  lineup_client_add_account (fixture, "cabin");
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams:1=delay:forever");
  first = lineup_client_start (fixture, "cabin", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  second = lineup_client_start (fixture, "home", NULL);
  cancel (fixture);
  assert_cancelled (fixture, second, "failed", NULL);

  lineup_fake_panel_release (fixture->panel);
  status = lineup_client_wait_status (fixture, first);
  g_assert_cmpstr (status, ==, "completed");
}

/* A sync that follows a cancelled one lacks nothing. */
static void
test_again (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autofree char *status = NULL;
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams:1=stall:20000:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  cancel (fixture);
  assert_cancelled (fixture, job, "partial", "ok ok ok cancelled skipped skipped");

  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");
}

/* The fixture asserts that a stop takes no more than two seconds, and ends well. */
static void
check_stop (LineupDaemonFixture *fixture, const char *fault)
{
  g_autofree char *status = NULL;
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, fault);
  lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  lineup_daemon_fixture_restart (fixture);

  status = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (status, !=, "syncing");
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 0 0 0");
}

static void
test_stop_headers (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_stop (fixture, "get_vod_streams=delay:forever");
}

static void
test_stop_body (LineupDaemonFixture *fixture, gconstpointer data)
{
  check_stop (fixture, "get_vod_streams=stall:20000:forever");
}

static void
test_stop_writing (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 0, MANY_MOVIES, 0, 0, 0);
  lineup_client_add_account (fixture, "home");
  wait_for_items (fixture, lineup_client_start (fixture, "home", NULL));
  lineup_daemon_fixture_restart (fixture);
  assert_movies (fixture, NULL, 0);
}

/* A killed daemon comes back as it was before the sync, but for the steps that were committed. */
static void
test_kill (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const properties[] = { "Status", "Steps", "LastSync" };
  GVariant *before[G_N_ELEMENTS (properties)] = { NULL };
  g_autofree char *first = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *second = NULL;
  g_autofree char *healed = NULL;

  lineup_client_give_catalogue (fixture, 50, 0, 20, 0, 0);
  give_movies (fixture, "Old");
  lineup_client_add_account (fixture, "home");
  first = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (first, ==, "completed");
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    before[i] = lineup_client_get (fixture, "home", properties[i]);

  lineup_client_give_catalogue (fixture, 55, 0, 25, 0, 0);
  give_movies (fixture, "New");
  lineup_fake_panel_add_fault (fixture->panel, STALL);
  wait_for_items (fixture, lineup_client_start (fixture, "home", NULL));
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autoptr (GVariant) after = lineup_client_get (fixture, "home", properties[i]);

      g_assert_cmpvariant (before[i], after);
      g_variant_unref (before[i]);
    }
  assert_movies (fixture, "Old", N_MOVIES);
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 55 17 1000 11 20");

  second = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (second, ==, "completed");
  healed = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (healed, ==, "24 55 17 1000 11 25");
  assert_movies (fixture, "New", N_MOVIES);
}

static void
test_kill_writing (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *again = NULL;

  lineup_client_give_catalogue (fixture, 0, MANY_MOVIES, 0, 0, 0);
  lineup_client_add_account (fixture, "home");
  wait_for_items (fixture, lineup_client_start (fixture, "home", NULL));
  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);

  status = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (status, ==, "pending");
  assert_movies (fixture, NULL, 0);
  lineup_client_give_catalogue (fixture, 0, 80, 0, 0, 0);
  again = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (again, ==, "completed");
  assert_movies (fixture, NULL, 80);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/cancel/not-running", test_not_running);
  lineup_daemon_test ("/cancel/connecting", test_connecting);
  lineup_daemon_test ("/cancel/account-request", test_account_request);
  lineup_daemon_test ("/cancel/headers", test_headers);
  lineup_daemon_test ("/cancel/body", test_body);
  lineup_daemon_test ("/cancel/before-commit", test_before_commit);
  lineup_daemon_test ("/cancel/backoff", test_backoff);
  lineup_daemon_test ("/cancel/writing", test_writing);
  lineup_daemon_test ("/cancel/indexing", test_indexing);
  lineup_daemon_test ("/cancel/queued", test_queued);
  lineup_daemon_test ("/cancel/again", test_again);
  lineup_daemon_test ("/stop/headers", test_stop_headers);
  lineup_daemon_test ("/stop/body", test_stop_body);
  lineup_daemon_test ("/stop/writing", test_stop_writing);
  lineup_daemon_test ("/kill/body", test_kill);
  lineup_daemon_test ("/kill/writing", test_kill_writing);

  return g_test_run ();
}

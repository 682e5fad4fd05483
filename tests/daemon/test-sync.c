/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-list.h"
#include "lineup-test-limits.h"

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

static void
test_full (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *status = NULL;
  g_autofree char *actions = NULL;
  g_autofree char *outcomes = NULL;
  g_autofree char *counts = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  gint64 begin = g_get_real_time () / G_USEC_PER_SEC;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_request_log_clear (fixture->requests);
  before = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (before, ==, "pending");
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), ==, 0);

  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  actions = lineup_request_log_get_actions (fixture->requests);
  g_assert_cmpstr (actions, ==, LINEUP_CLIENT_REQUESTS);
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (fixture->requests), ==, 1);
  requests = lineup_request_log_get_all (fixture->requests, NULL);
  for (guint i = 0; i < requests->len; i++)
    {
      const LineupRequest *request = g_ptr_array_index (requests, i);

      g_assert_cmpstr (request->method, ==, "GET");
      g_assert_cmpstr (lineup_request_get_param (request, "username"), ==, "user");
      g_assert_cmpstr (lineup_request_get_param (request, "password"), ==, "secret");
      g_assert_nonnull (lineup_request_get_header (request, "user-agent"));
      g_assert_true (request->complete);
    }

  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("ok"));
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");

  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastSync"), >=, begin);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastAttempt"), >=, begin);
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "LastAttempt"),
                    <=,
                    lineup_client_get_time (fixture, "home", "LastSync"));
}

static void
test_steps_property (LineupDaemonFixture *fixture, gconstpointer data)
{
  const guint64 sizes[] = { 24, 50, 17, 80, 11, 20 };
  const char *const actions[] = { "get_live_categories",   "get_live_streams",
                                  "get_vod_categories",    "get_vod_streams",
                                  "get_series_categories", "get_series" };
  g_autoptr (GVariant) steps = NULL;
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_fake_panel_add_fault (fixture->panel, "*=length:none");
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  steps = lineup_client_get (fixture, "home", "Steps");
  g_assert_cmpuint (g_variant_n_children (steps), ==, LINEUP_N_LISTS);
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      const char *name = lineup_list_to_string ((LineupList)i);
      g_autoptr (GVariant) step = g_variant_get_child_value (steps, i);
      g_autoptr (GPtrArray) requests = lineup_request_log_get_all (fixture->requests, actions[i]);
      const LineupRequest *request = g_ptr_array_index (requests, 0);
      const char *text = NULL;
      guint64 bytes = 0;

      g_assert_true (g_variant_lookup (step, "step", "&s", &text));
      g_assert_cmpstr (text, ==, name);
      g_assert_true (g_variant_lookup (step, "bytes", "t", &bytes));
      g_assert_cmpuint (bytes, ==, request->bytes);
      g_assert_cmpuint (
          lineup_client_get_step_number (fixture, "home", name, "seen"), ==, sizes[i]);
      g_assert_cmpuint (
          lineup_client_get_step_number (fixture, "home", name, "added"), ==, sizes[i]);
      g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", name, "changed"), ==, 0);
      g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", name, "removed"), ==, 0);
      g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", name, "rejected"), ==, 0);
      g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", name, "attempts"), ==, 1);
    }
}

static void
test_summary (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) finished = NULL;
  g_autoptr (GVariant) summary = NULL;
  g_autoptr (GVariant) steps = NULL;
  g_autoptr (GVariant) property = NULL;
  g_autoptr (GVariant) current = NULL;
  gboolean cancelled = TRUE;
  guint64 duration = G_MAXUINT64;
  guint64 generation = 0;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  finished = lineup_client_wait (fixture, lineup_client_start (fixture, "home", NULL));

  summary = g_variant_get_child_value (finished, 2);
  g_assert_true (g_variant_lookup (summary, "cancelled", "b", &cancelled));
  g_assert_false (cancelled);
  g_assert_true (g_variant_lookup (summary, "duration-ms", "t", &duration));
  g_assert_cmpuint (duration, <, 60000);

  steps = g_variant_lookup_value (summary, "steps", G_VARIANT_TYPE ("aa{sv}"));
  property = lineup_client_get (fixture, "home", "Steps");
  g_assert_cmpvariant (steps, property);

  g_assert_true (g_variant_lookup (summary, "generation", "t", &generation));
  current = lineup_daemon_fixture_get (fixture, PATH, LINEUP_CATALOG_INTERFACE, "Generation");
  g_assert_cmpuint (generation, ==, g_variant_get_uint64 (current));
  g_assert_cmpuint (generation, >, 0);
}

static void
test_unchanged (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *outcomes = NULL;
  g_autofree char *counts = NULL;
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) after = NULL;
  g_autoptr (GPtrArray) changed_before = NULL;
  g_autoptr (GPtrArray) changed_after = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  first = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (first, ==, "completed");
  before = lineup_daemon_fixture_get (fixture, PATH, LINEUP_CATALOG_INTERFACE, "Generation");
  changed_before = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  g_assert_cmpuint (changed_before->len, ==, LINEUP_N_LISTS);

  second = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (second, ==, "completed");
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("unchanged"));
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "seen"), ==, 80);

  after = lineup_daemon_fixture_get (fixture, PATH, LINEUP_CATALOG_INTERFACE, "Generation");
  g_assert_cmpvariant (before, after);
  changed_after = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  g_assert_cmpuint (changed_after->len, ==, LINEUP_N_LISTS);
}

static void
assert_changed (LineupDaemonFixture *fixture,
                guint index,
                const char *kind,
                guint64 added,
                guint64 changed,
                guint64 removed)
{
  g_autoptr (GPtrArray) signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  const LineupSignal *signal = NULL;
  g_autoptr (GVariant) counts = NULL;
  const char *text = NULL;
  guint64 number = 0;

  g_assert_cmpuint (index, <, signals->len);
  signal = g_ptr_array_index (signals, index);
  g_assert_cmpstr (g_variant_get_type_string (signal->parameters), ==, "(ta{sv})");
  counts = g_variant_get_child_value (signal->parameters, 1);
  g_assert_true (g_variant_lookup (counts, "kind", "&s", &text));
  g_assert_cmpstr (text, ==, kind);
  g_assert_true (g_variant_lookup (counts, "added", "t", &number));
  g_assert_cmpuint (number, ==, added);
  g_assert_true (g_variant_lookup (counts, "changed", "t", &number));
  g_assert_cmpuint (number, ==, changed);
  g_assert_true (g_variant_lookup (counts, "removed", "t", &number));
  g_assert_cmpuint (number, ==, removed);
}

static void
test_changes (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *outcomes = NULL;
  guint n_changed = 0;
  g_autoptr (GPtrArray) signals = NULL;

  lineup_client_give_catalogue (fixture, 5, 0, 5, 0, 0);
  lineup_fake_panel_set_text (fixture->panel,
                              "get_vod_streams",
                              "[{\"num\":1,\"stream_id\":11,\"name\":\"One\"},"
                              "{\"num\":2,\"stream_id\":12,\"name\":\"Two\"},"
                              "{\"num\":3,\"stream_id\":13,\"name\":\"Three\"}]");
  lineup_client_add_account (fixture, "home");
  first = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (first, ==, "completed");
  before = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (before, ==, "One, Two, Three");
  signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  n_changed = signals->len;

  /* Movie One is removed, Two renamed, Three as it was but for its number, Four is new. */
  lineup_fake_panel_set_text (fixture->panel,
                              "get_vod_streams",
                              "[{\"num\":1,\"stream_id\":14,\"name\":\"Four\"},"
                              "{\"num\":2,\"stream_id\":12,\"name\":\"Zwei\"},"
                              "{\"num\":9,\"stream_id\":13,\"name\":\"Three\"}]");
  second = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (second, ==, "completed");
  after = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (after, ==, "Zwei, Three, Four");
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, "unchanged unchanged unchanged ok unchanged unchanged");
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "added"), ==, 1);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "changed"), ==, 1);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "removed"), ==, 1);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 3);

  assert_changed (fixture, n_changed, "movies", 1, 1, 1);
  g_ptr_array_unref (signals);
  signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  g_assert_cmpuint (signals->len, ==, n_changed + 1);
}

/* What is new on top shifts the number of all the rest, and that is no change. */
static void
test_added_on_top (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  guint64 changed = 0;

  lineup_client_give_catalogue (fixture, 0, 1000, 0, 0, 0);
  lineup_client_add_account (fixture, "home");
  first = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (first, ==, "completed");

  lineup_client_give_catalogue (fixture, 0, 1000, 0, 0, 3);
  second = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (second, ==, "completed");
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "added"), ==, 3);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "changed"), ==, 0);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 1003);

  lineup_client_give_catalogue (fixture, 0, 1000, 0, 1, 3);
  third = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (third, ==, "completed");
  changed = lineup_client_get_step_number (fixture, "home", "movies", "changed");
  g_assert_cmpuint (changed, >=, 1);
  g_assert_cmpuint (changed, <=, 40);
  g_assert_cmpuint (lineup_client_get_step_number (fixture, "home", "movies", "added"), ==, 0);
}

static void
test_subset (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *actions = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *outcomes = NULL;
  g_autoptr (GPtrArray) signals = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_request_log_clear (fixture->requests);
  status = lineup_client_sync (fixture, "home", "{'steps': <['series', 'channels']>}");
  g_assert_cmpstr (status, ==, "completed");

  /* In the order of the steps, however they were named. */
  actions = lineup_request_log_get_actions (fixture->requests);
  g_assert_cmpstr (actions, ==, "account get_live_streams get_series");
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "0 50 0 0 0 20");
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, "ok ok");

  signals = lineup_signal_log_get_all (fixture->signals, PATH, "Progress");
  for (guint i = 0; i < signals->len; i++)
    {
      const LineupSignal *signal = g_ptr_array_index (signals, i);
      g_autoptr (GVariant) details = g_variant_get_child_value (signal->parameters, 3);
      guint count = 0;

      g_assert_true (g_variant_lookup (details, "step-count", "u", &count));
      g_assert_cmpuint (count, ==, 2);
    }
}

static void
test_force (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *outcomes = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  first = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (first, ==, "completed");
  before = lineup_client_get_names (fixture, "home", "movies");

  second = lineup_client_sync (fixture, "home", "{'force': <true>}");
  g_assert_cmpstr (second, ==, "completed");
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("ok"));
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");
  after = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (before, ==, after);
}

static void
test_job_ids (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 last = 0;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_client_add_account (fixture, "cabin");
  for (guint i = 0; i < 6; i++)
    {
      guint64 job = lineup_client_start (fixture, i % 2 == 0 ? "home" : "cabin", NULL);
      g_autofree char *status = lineup_client_wait_status (fixture, job);

      g_assert_cmpstr (status, ==, "completed");
      if (i == 0)
        g_assert_cmpuint (job, ==, 1);
      g_assert_cmpuint (job, >, last);
      last = job;
      if (i == 2)
        lineup_daemon_fixture_restart (fixture);
      if (i == 4)
        {
          lineup_daemon_fixture_kill (fixture);
          lineup_daemon_fixture_start (fixture);
        }
    }
}

static void
test_survives_restart (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *const properties[] = { "Status",         "Steps",         "LastAttempt",
                                     "LastSync",       "AccountStatus", "Expires",
                                     "MaxConnections", "Name",          "Server" };
  GVariant *before[G_N_ELEMENTS (properties)] = { NULL };
  g_autofree char *status = NULL;
  g_autofree char *counts = NULL;
  g_autofree char *names = NULL;
  g_autofree char *names_after = NULL;
  g_autofree char *second = NULL;
  g_autofree char *outcomes = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  names = lineup_client_get_names (fixture, "home", "movies");
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    before[i] = lineup_client_get (fixture, "home", properties[i]);

  lineup_daemon_fixture_restart (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autoptr (GVariant) after = lineup_client_get (fixture, "home", properties[i]);

      g_assert_cmpvariant (before[i], after);
      g_variant_unref (before[i]);
    }
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 50 17 80 11 20");
  names_after = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (names, ==, names_after);

  second = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (second, ==, "completed");
  outcomes = lineup_client_get_outcomes (fixture, "home");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("unchanged"));
}

static void
test_account_properties (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *account_status = NULL;
  g_autofree char *id = NULL;
  g_autofree char *server = NULL;
  g_autofree char *url = lineup_fake_panel_get_url (fixture->panel);
  g_autoptr (GVariant) connections = NULL;

  lineup_fake_panel_set_account (fixture->panel, "exp_date", "\"4102444799\"");
  lineup_fake_panel_set_account (fixture->panel, "max_connections", "\"3\"");
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);

  account_status = lineup_client_get_text (fixture, "home", "AccountStatus");
  g_assert_cmpstr (account_status, ==, "active");
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Expires"), ==, 4102444799);
  connections = lineup_client_get (fixture, "home", "MaxConnections");
  g_assert_cmpuint (g_variant_get_uint32 (connections), ==, 3);
  id = lineup_client_get_text (fixture, "home", "Id");
  g_assert_cmpstr (id, ==, "home");
  server = lineup_client_get_text (fixture, "home", "Server");
  g_assert_cmpstr (server, ==, url);
}

/* The first sync starts by itself. */
static void
test_auto_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  GVariant *settings = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *status = NULL;
  g_autofree char *counts = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  settings = lineup_client_make_settings (fixture, "{'auto-sync': <true>}");
  reply = lineup_daemon_fixture_expect (fixture,
                                        LINEUP_OBJECT_PATH,
                                        LINEUP_MANAGER_INTERFACE,
                                        "AddAccount",
                                        g_variant_new ("(s@a{sv})", "home", settings));
  status = lineup_client_wait_status (fixture, 1);
  g_assert_cmpstr (status, ==, "completed");
  counts = lineup_client_get_counts (fixture, "home");
  g_assert_cmpstr (counts, ==, "24 5 17 5 11 5");
}

static void
test_busy (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autoptr (GVariant) during = NULL;
  g_autoptr (GVariant) after = NULL;
  g_autofree char *syncing = NULL;
  g_autofree char *status = NULL;

  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=delay:forever");
  lineup_client_add_account (fixture, "home");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  during = lineup_daemon_fixture_get (
      fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Busy");
  g_assert_true (g_variant_get_boolean (during));
  syncing = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (syncing, ==, "syncing");
  g_assert_cmpuint (lineup_client_get_time (fixture, "home", "Job"), ==, job);

  lineup_fake_panel_release (fixture->panel);
  status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, "completed");
  after = lineup_daemon_fixture_get (fixture, LINEUP_OBJECT_PATH, LINEUP_MANAGER_INTERFACE, "Busy");
  g_assert_false (g_variant_get_boolean (after));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/sync/full", test_full);
  lineup_daemon_test ("/sync/steps-property", test_steps_property);
  lineup_daemon_test ("/sync/summary", test_summary);
  lineup_daemon_test ("/sync/unchanged", test_unchanged);
  lineup_daemon_test ("/sync/changes", test_changes);
  lineup_daemon_test ("/sync/added-on-top", test_added_on_top);
  lineup_daemon_test ("/sync/subset", test_subset);
  lineup_daemon_test ("/sync/force", test_force);
  lineup_daemon_test ("/sync/job-ids", test_job_ids);
  lineup_daemon_test ("/sync/survives-restart", test_survives_restart);
  lineup_daemon_test ("/sync/account-properties", test_account_properties);
  lineup_daemon_test ("/sync/auto-sync", test_auto_sync);
  lineup_daemon_test ("/sync/busy", test_busy);

  return g_test_run ();
}

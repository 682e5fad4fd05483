/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-list.h"

static const char *const actions[] = {
  "get_live_categories", "get_live_streams",      "get_vod_categories",
  "get_vod_streams",     "get_series_categories", "get_series",
};

/* Nothing of a step is asked for before the one before it is committed. */
static void
test_one_after_another (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autofree char *status = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      g_autofree char *fault = g_strdup_printf ("%s=stall:100:forever", actions[i]);

      lineup_fake_panel_add_fault (fixture->panel, fault);
    }

  lineup_request_log_clear (fixture->requests);
  job = lineup_client_start (fixture, "home", NULL);
  for (guint i = 0; i < LINEUP_N_LISTS; i++)
    {
      lineup_request_log_wait_held (fixture->requests, actions[i], 1);
      g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 2 + i);
      g_assert_cmpuint (lineup_request_log_get_in_flight (fixture->requests), ==, 1);

      for (guint k = 0; k < LINEUP_N_LISTS; k++)
        {
          guint64 count = lineup_client_get_count (
              fixture, "home", lineup_list_to_string ((LineupList)k));

          if (k < i)
            g_assert_cmpuint (count, >, 0);
          else
            g_assert_cmpuint (count, ==, 0);
        }
      lineup_fake_panel_release (fixture->panel);
    }
  status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, "completed");
}

/* While a list arrives, readers see the one before it. */
static void
test_old_until_committed (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 job = 0;
  g_autofree char *first = NULL;
  g_autofree char *status = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;

  lineup_fake_panel_set_text (
      fixture->panel, "get_vod_streams", "[{\"stream_id\":1,\"name\":\"Old\"}]");
  lineup_client_add_account (fixture, "home");
  first = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (first, ==, "completed");

  /* All but the closing bracket. */
  lineup_fake_panel_set_text (
      fixture->panel,
      "get_vod_streams",
      "[{\"stream_id\":1,\"name\":\"New\"},{\"stream_id\":2,\"name\":\"Two\"}]");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=stall:58:forever");
  job = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  during = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (during, ==, "Old");

  lineup_fake_panel_release (fixture->panel);
  status = lineup_client_wait_status (fixture, job);
  g_assert_cmpstr (status, ==, "completed");
  after = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (after, ==, "New, Two");
}

/* Two accounts of one panel take turns. */
static void
test_one_at_a_time_per_host (LineupDaemonFixture *fixture, gconstpointer data)
{
  guint64 first = 0;
  guint64 second = 0;
  g_autofree char *waiting = NULL;
  g_autofree char *not_waiting = NULL;
  g_autofree char *afterwards = NULL;
  g_autofree char *first_status = NULL;
  g_autofree char *second_status = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_client_add_account (fixture, "cabin");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams:1=delay:forever");
  lineup_request_log_clear (fixture->requests);

  first = lineup_client_start (fixture, "home", NULL);
  lineup_request_log_wait_held (fixture->requests, "get_vod_streams", 1);
  second = lineup_client_start (fixture, "cabin", NULL);
  waiting = lineup_client_get_text (fixture, "cabin", "Waiting");
  g_assert_cmpstr (waiting, ==, "queued");
  not_waiting = lineup_client_get_text (fixture, "home", "Waiting");
  g_assert_cmpstr (not_waiting, ==, "");
  g_assert_cmpuint (lineup_client_start (fixture, "cabin", NULL), ==, second);

  lineup_fake_panel_release (fixture->panel);
  first_status = lineup_client_wait_status (fixture, first);
  g_assert_cmpstr (first_status, ==, "completed");
  second_status = lineup_client_wait_status (fixture, second);
  g_assert_cmpstr (second_status, ==, "completed");
  afterwards = lineup_client_get_text (fixture, "cabin", "Waiting");
  g_assert_cmpstr (afterwards, ==, "");
  g_assert_cmpuint (lineup_request_log_get_most_in_flight (fixture->requests), ==, 1);
  g_assert_cmpuint (lineup_request_log_count (fixture->requests, NULL), ==, 14);
}

/* An account of another panel, which sends a byte now and then. Returns: its sync. */
static guint64
start_dripping (LineupDaemonFixture *fixture, LineupFakePanel *panel, const char *account)
{
  g_autofree char *url = NULL;
  g_autofree char *settings = NULL;
  guint64 job = 0;

  g_assert_true (lineup_fake_panel_listen (panel, 0, NULL));
  lineup_fake_panel_set_text (panel, "get_live_categories", "[                                 ]");
  lineup_fake_panel_add_fault (panel, "get_live_categories=trickle:1:2000");
  url = lineup_fake_panel_get_url (panel);
  settings = g_strdup_printf ("{'url': <'%s'>}", url);
  lineup_client_add (fixture, account, settings, NULL);
  job = lineup_client_start (fixture, account, NULL);
  lineup_request_log_wait_arrived (lineup_fake_panel_get_log (panel), "get_live_categories", 1);
  return job;
}

/* Two panels that come to no end leave room for what a person wants. */
static void
test_slot_for_persons (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakePanel) first = lineup_fake_panel_new ();
  g_autoptr (LineupFakePanel) second = lineup_fake_panel_new ();
  g_autofree char *status = NULL;
  g_autofree char *still = NULL;

  start_dripping (fixture, first, "cabin");
  start_dripping (fixture, second, "garden");
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  still = lineup_client_get_text (fixture, "garden", "Status");
  g_assert_cmpstr (still, ==, "syncing");
}

/* Seven requests need no more than one connection. */
static void
test_connection_is_kept (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  const LineupRequest *first = NULL;
  const LineupRequest *last = NULL;

  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_request_log_clear (fixture->requests);
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");

  requests = lineup_request_log_get_all (fixture->requests, NULL);
  first = g_ptr_array_index (requests, 0);
  last = g_ptr_array_index (requests, requests->len - 1);
  g_assert_cmpuint (first->connection, ==, last->connection);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/order/one-after-another", test_one_after_another);
  lineup_daemon_test ("/order/old-until-committed", test_old_until_committed);
  lineup_daemon_test ("/order/one-at-a-time-per-host", test_one_at_a_time_per_host);
  lineup_daemon_test ("/order/slot-for-persons", test_slot_for_persons);
  lineup_daemon_test ("/order/connection-is-kept", test_connection_is_kept);

  return g_test_run ();
}

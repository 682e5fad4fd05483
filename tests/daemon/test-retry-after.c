/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-test-limits.h"

/* A panel that says when to come again is asked then, not before and not much later. */

static void
test_retry_after (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *status = NULL;
  g_autofree char *outcomes = NULL;
  g_autofree char *property = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  const LineupRequest *first = NULL;
  const LineupRequest *second = NULL;

  lineup_client_give_catalogue (fixture, 50, 80, 20, 0, 0);
  lineup_client_add_account (fixture, "home");
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams:1=status:429;header:Retry-After:2");
  status = lineup_client_sync (fixture, "home", NULL);
  outcomes = lineup_client_get_outcomes (fixture, "home");
  property = lineup_client_get_text (fixture, "home", "Status");
  g_assert_cmpstr (outcomes, ==, LINEUP_CLIENT_ALL ("ok"));
  g_assert_cmpstr (status, ==, "completed");
  g_assert_cmpstr (property, ==, "completed");

  requests = lineup_request_log_get_all (fixture->requests, "get_vod_streams");
  g_assert_cmpuint (requests->len, ==, 2);
  first = g_ptr_array_index (requests, 0);
  second = g_ptr_array_index (requests, 1);
  /* The daemon waits from the answer's head on, which it may have before the panel notes the end of
   * the answer: only the request's arrival is surely before the wait. */
  g_assert_cmpint (second->arrived - first->arrived, >=, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (second->arrived - first->ended, <, lineup_test_limit (4 * G_USEC_PER_SEC));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  lineup_daemon_test ("/retry-after", test_retry_after);

  return g_test_run ();
}

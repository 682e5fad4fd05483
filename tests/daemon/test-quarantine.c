/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"

/* Lists that are whole, and too short to be true. */

static void
assert_sync (LineupDaemonFixture *fixture,
             const char *options,
             const char *status,
             const char *outcomes,
             guint64 n_movies)
{
  g_autofree char *actual_status = lineup_client_sync (fixture, "home", options);
  g_autofree char *actual_outcomes = lineup_client_get_outcomes (fixture, "home");

  g_assert_cmpstr (actual_outcomes, ==, outcomes);
  g_assert_cmpstr (actual_status, ==, status);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, n_movies);
}

static void
test_empty (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 5, 5, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_sync (fixture, NULL, "completed", "ok ok ok ok ok ok", 5);

  /* Nothing is removed, and everybody is told; a sync of this list alone is no failure either. */
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams=body:[]");
  assert_sync (
      fixture, NULL, "partial", "unchanged unchanged unchanged quarantined unchanged unchanged", 5);
  assert_sync (fixture, "{'steps': <['movies']>}", "partial", "quarantined", 5);
  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (lineup_client_get_count (fixture, "home", "movies"), ==, 5);

  /* A person may know better. */
  assert_sync (fixture, "{'steps': <['movies']>, 'accept-shrink': <true>}", "completed", "ok", 0);
}

static void
test_half (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_client_give_catalogue (fixture, 5, 40, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_sync (fixture, NULL, "completed", "ok ok ok ok ok ok", 40);

  /* Half of them is plausible, fewer is not. */
  lineup_client_give_catalogue (fixture, 5, 19, 5, 0, 0);
  assert_sync (fixture, "{'steps': <['movies']>}", "partial", "quarantined", 40);
  lineup_client_give_catalogue (fixture, 5, 20, 5, 0, 0);
  assert_sync (fixture, "{'steps': <['movies']>}", "completed", "ok", 20);
}

/* What the daemon remembers of the movies' quarantine becomes a day and an hour older. */
static void
pass_a_day (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");
  g_autoptr (GSubprocess) sqlite = NULL;
  g_autoptr (GError) error = NULL;

  lineup_daemon_fixture_stop (fixture);
  sqlite = g_subprocess_new (
      G_SUBPROCESS_FLAGS_NONE,
      &error,
      "sqlite3",
      path,
      "UPDATE meta SET value = value - 25 * 3600 WHERE name = 'movies-quarantine-since'",
      NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (sqlite, NULL, &error);
  g_assert_no_error (error);
  lineup_daemon_fixture_start (fixture);
}

/* Three times, and a day: over a restart, and with steps that fail in between. */
static void
test_confirmed (LineupDaemonFixture *fixture, gconstpointer data)
{
  const char *movies = "{'steps': <['movies']>}";

  lineup_client_give_catalogue (fixture, 5, 40, 5, 0, 0);
  lineup_client_add_account (fixture, "home");
  assert_sync (fixture, NULL, "completed", "ok ok ok ok ok ok", 40);

  lineup_client_give_catalogue (fixture, 5, 9, 5, 0, 0);
  assert_sync (fixture, movies, "partial", "quarantined", 40);
  pass_a_day (fixture);
  assert_sync (fixture, movies, "partial", "quarantined", 40);
  lineup_fake_panel_add_fault (fixture->panel, "get_vod_streams:1=body:null");
  assert_sync (fixture, movies, "failed", "failed", 40);
  assert_sync (fixture, movies, "completed", "ok", 9);
  assert_sync (fixture, movies, "completed", "unchanged", 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  lineup_daemon_test ("/quarantine/empty", test_empty);
  lineup_daemon_test ("/quarantine/half", test_half);
  lineup_daemon_test ("/quarantine/confirmed", test_confirmed);
  return g_test_run ();
}

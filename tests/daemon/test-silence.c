/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-daemon-client.h"
#include "lineup-silent-soup.h"
#include "lineup-test-limits.h"

#include <glib/gstdio.h>

#define LIBRARY_VARIABLE "LINEUP_SILENT_SOUP_LIBRARY"

/* Microseconds, as with an HTTP library that keeps its word. */
#define CANCEL_LIMIT (250 * 1000)

typedef struct
{
  LineupDaemonFixture daemon;
  char *directory; /* (owned) */
  char *path;      /* (owned): what the library is to do */
  char *reached;   /* (owned): that it has done so */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *library = g_getenv (LIBRARY_VARIABLE);
  g_autofree char *wrapper = NULL;

  if (library == NULL)
    g_error (LIBRARY_VARIABLE " is not set: the tests are to be run by meson");
  fixture->directory = g_dir_make_tmp ("lineup-silence-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "silent", NULL);
  fixture->reached = g_strconcat (fixture->path, LINEUP_SILENT_SOUP_REACHED, NULL);
  wrapper = g_strdup_printf (
      "env LD_PRELOAD='%s' " LINEUP_SILENT_SOUP_VARIABLE "='%s'", library, fixture->path);
  g_setenv ("LINEUPD_WRAPPER", wrapper, TRUE);
  lineup_daemon_fixture_set_up (&fixture->daemon, data);
  g_unsetenv ("LINEUPD_WRAPPER");
}

static void
speak (Fixture *fixture)
{
  g_unlink (fixture->path);
  g_unlink (fixture->reached);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_daemon_fixture_tear_down (&fixture->daemon, data);
  speak (fixture);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->reached);
}

static void
wait_for_silence (Fixture *fixture)
{
  const gint64 watchdog = lineup_test_watchdog ();

  while (!g_file_test (fixture->reached, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, watchdog);
      g_poll (NULL, 0, 1);
    }
}

/* Begins a sync of which no more is heard when it asks for its movies, or reads them. */
static guint64
start (Fixture *fixture, const char *call)
{
  LineupDaemonFixture *daemon = &fixture->daemon;
  const gboolean sending = g_str_equal (call, LINEUP_SILENT_SOUP_SEND);
  const char *last = sending ? "get_vod_categories" : "get_vod_streams";
  g_autofree char *fault = g_strdup_printf ("%s:1=delay:forever", last);
  guint64 job = 0;

  lineup_client_give_catalogue (daemon, 50, 80, 20, 0, 0);
  lineup_client_add_account (daemon, "home");
  lineup_fake_panel_add_fault (daemon->panel, fault);
  job = lineup_client_start (daemon, "home", NULL);
  lineup_request_log_wait_held (daemon->requests, last, 1);
  g_assert_true (g_file_set_contents (fixture->path, call, -1, NULL));
  lineup_fake_panel_release (daemon->panel);
  wait_for_silence (fixture);
  return job;
}

static void
check_next_sync (Fixture *fixture)
{
  g_autofree char *status = NULL;

  speak (fixture);
  status = lineup_client_sync (&fixture->daemon, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  LineupDaemonFixture *daemon = &fixture->daemon;
  const guint64 job = start (fixture, data);
  const gint64 begin = g_get_monotonic_time ();
  g_autofree char *status = NULL;

  lineup_client_assert_call (daemon, "home", LINEUP_ACCOUNT_INTERFACE, "Cancel", NULL, NULL);
  g_assert_cmpint (g_get_monotonic_time () - begin, <=, lineup_test_limit (CANCEL_LIMIT));
  status = lineup_client_wait_status (daemon, job);
  g_assert_cmpstr (status, ==, "partial");
  check_next_sync (fixture);
}

/* Another account of the host has its turn, however the first one ended. */
static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  LineupDaemonFixture *daemon = &fixture->daemon;
  g_autofree char *status = NULL;
  guint64 job = 0;

  start (fixture, data);
  speak (fixture);
  lineup_client_add_account (daemon, "cabin");
  job = lineup_client_start (daemon, "cabin", NULL);
  lineup_client_remove (daemon, "home", NULL);
  status = lineup_client_wait_status (daemon, job);
  g_assert_cmpstr (status, ==, "completed");
}

/* The fixture asserts that a stop takes no more than two seconds, and ends well. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  start (fixture, data);
  lineup_daemon_fixture_stop (&fixture->daemon);
  speak (fixture);
  lineup_daemon_fixture_start (&fixture->daemon);
  check_next_sync (fixture);
}

#define ADD(path, call, test) g_test_add ("/silence/" path, Fixture, call, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("cancel/send", LINEUP_SILENT_SOUP_SEND, test_cancel);
  ADD ("cancel/read", LINEUP_SILENT_SOUP_READ, test_cancel);
  ADD ("other-account/send", LINEUP_SILENT_SOUP_SEND, test_other_account);
  ADD ("other-account/read", LINEUP_SILENT_SOUP_READ, test_other_account);
  ADD ("stop/send", LINEUP_SILENT_SOUP_SEND, test_stop);
  ADD ("stop/read", LINEUP_SILENT_SOUP_READ, test_stop);

  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-daemon-client.h"
#include "lineup-faulty-disk.h"
#include "lineup-flip.h"

#include <errno.h>
#include <string.h>

/* A disk that refuses to be written to: the daemon says so, keeps serving what it has, and goes on
 * when the disk does. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

/* Set to try each call of a sync, with each way to fail. */
#define ALL_VARIABLE "LINEUP_ALL_FAULTS"

/* Otherwise, so many calls of a sync for each of them. */
#define SAMPLES 16

/* Items of each kind. */
#define SIZE 60

/* Both kinds of steps. With more than these, and the sync that mends what has failed, the daemon
 * would pause between its requests. */
#define STEPS "'accept-shrink': <true>, 'steps': <['movie-categories', 'movies']>"

static const struct
{
  int code;
  const char *name; /* of the error that tells of it */
} faults[] = {
  { ENOSPC, ERROR ("DiskFull") },
  { EDQUOT, ERROR ("DiskFull") },
  { EIO, ERROR ("Database") },
  { EROFS, ERROR ("Database") },
};

static void
set_up_filled (LineupDaemonFixture *fixture)
{
  g_autofree char *status = NULL;

  lineup_flip_give (fixture->panel, SIZE, 0);
  lineup_client_add_account (fixture, "home");
  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_restart (fixture);
}

static void
check_file (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");

  lineup_catalogue_file_check (path);
}

/* A fault is nothing to give the catalogue up for. */
static void
assert_nothing_set_aside (LineupDaemonFixture *fixture)
{
  g_autofree char *log = lineup_daemon_fixture_read_log (fixture);

  if (strstr (log, "set aside") != NULL)
    g_error ("The catalogue was given up: %s", log);
}

/* What the steps say is what is served. */
static void
check_outcome (LineupDaemonFixture *fixture, guint which, const char *error_name)
{
  static const LineupList lists[] = { LINEUP_LIST_MOVIE_CATEGORIES, LINEUP_LIST_MOVIES };
  g_autofree char *served = lineup_flip_read_served (fixture, "home", SIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const char *step = lineup_list_to_string (lists[i]);
      g_autofree char *outcome = lineup_client_get_step_text (fixture, "home", step, "outcome");
      g_autofree char *name = lineup_client_get_step_text (fixture, "home", step, "error-name");

      if (g_str_equal (outcome, "ok") || g_str_equal (outcome, "unchanged"))
        {
          g_assert_cmpint (served[lists[i]], ==, LINEUP_FLIP_LETTERS[which]);
          continue;
        }
      g_assert_cmpstr (outcome, ==, "failed");
      g_assert_cmpstr (name, ==, error_name);
      g_assert_cmpint (served[lists[i]], ==, LINEUP_FLIP_LETTERS[!which]);
    }
}

/* Whether the sync has come so far that something has failed. */
static gboolean
check_sync (LineupDaemonFixture *fixture,
            LineupFaultyDisk *disk,
            guint which,
            int first,
            int last,
            guint fault)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *status = NULL;
  g_autofree char *again = NULL;
  gboolean has_failed = FALSE;

  g_test_message ("%s at %d to %d", g_strerror (faults[fault].code), first, last);
  lineup_flip_give (fixture->panel, SIZE, which);
  lineup_faulty_disk_fail (disk, cache, first, last, faults[fault].code);
  status = lineup_client_sync (fixture, "home", "{" STEPS "}");
  check_outcome (fixture, which, faults[fault].name);
  has_failed = lineup_faulty_disk_get_failed (disk) > 0;
  if (!has_failed)
    g_assert_cmpstr (status, ==, "completed");

  lineup_faulty_disk_count (disk, cache);
  again = lineup_client_sync (fixture, "home", "{" STEPS "}");
  g_assert_cmpstr (again, ==, "completed");
  check_outcome (fixture, which, NULL);
  check_file (fixture);
  lineup_daemon_fixture_restart (fixture);
  return has_failed;
}

static int
count_calls (LineupDaemonFixture *fixture, LineupFaultyDisk *disk)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *status = NULL;
  int n_calls = 0;

  lineup_flip_give (fixture->panel, SIZE, 1);
  lineup_faulty_disk_count (disk, cache);
  status = lineup_client_sync (fixture, "home", "{" STEPS "}");
  g_assert_cmpstr (status, ==, "completed");
  lineup_daemon_fixture_restart (fixture);
  n_calls = lineup_faulty_disk_get_calls (disk);
  g_test_message ("a sync writes %d times", n_calls);
  g_assert_cmpint (n_calls, >, SAMPLES);
  return n_calls;
}

static void
test_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  LineupFaultyDisk *disk = (LineupFaultyDisk *)data;
  const gboolean all = g_getenv (ALL_VARIABLE) != NULL;
  guint which = 1;
  int n_calls = 0;
  int step = 0;

  set_up_filled (fixture);
  n_calls = count_calls (fixture, disk);
  step = all ? 1 : n_calls / SAMPLES;
  for (guint fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    {
      /* Another call for each fault. */
      for (int n = 1 + (int)fault * step / (int)G_N_ELEMENTS (faults); n <= n_calls; n += step)
        {
          const gboolean passes = (n + (int)fault) % 3 == 0;

          which = !which;
          check_sync (fixture, disk, which, n, passes ? n : G_MAXINT, fault);
        }
    }
  assert_nothing_set_aside (fixture);
}

int
main (int argc, char *argv[])
{
  g_autoptr (LineupFaultyDisk) disk = NULL;

  g_test_init (&argc, &argv, NULL);
  disk = lineup_faulty_disk_new ();

  g_test_add ("/disk-faults/sync",
              LineupDaemonFixture,
              disk,
              lineup_daemon_fixture_set_up,
              test_sync,
              lineup_daemon_fixture_tear_down);

  return g_test_run ();
}

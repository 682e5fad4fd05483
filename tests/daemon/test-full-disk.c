/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-daemon-client.h"
#include "lineup-fake-guide.h"
#include "lineup-flip.h"
#include "lineup-guide-client.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

/* A real disk that is full: the cache is on a small one of its own, which nobody but this process
 * and its children can see. Where they may not have one the test skips. */

#define ERROR(name) LINEUP_ERROR_NAME_PREFIX name

/* Items of each kind; and bytes of a disk that holds one catalogue of them, and the log of another.
 */
#define SIZE      1500
#define DISK_SIZE "24m"

static gboolean
write_text (const char *path, const char *text)
{
  const int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  const gboolean written = fd >= 0 && write (fd, text, strlen (text)) == (gssize)strlen (text);

  return fd >= 0 && g_close (fd, NULL) && written;
}

/* Mounts of our own: as root, or as somebody who plays root. To be called while there is one
 * thread. */
static gboolean
can_mount (void)
{
  g_autofree char *uid_map = g_strdup_printf ("0 %u 1", (guint)getuid ());
  g_autofree char *gid_map = g_strdup_printf ("0 %u 1", (guint)getgid ());

  if (unshare (CLONE_NEWNS) != 0
      && (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0 || !write_text ("/proc/self/setgroups", "deny")
          || !write_text ("/proc/self/uid_map", uid_map)
          || !write_text ("/proc/self/gid_map", gid_map)))
    return FALSE;
  return mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
         && mount ("tmpfs", "/mnt", "tmpfs", 0, "size=64k") == 0 && umount ("/mnt") == 0;
}

/* A daemon whose cache is on a disk of its own */

static void
set_up (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *cache = NULL;

  lineup_daemon_fixture_set_up (fixture, data);
  lineup_daemon_fixture_stop (fixture);
  cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_assert_cmpint (mount ("tmpfs", cache, "tmpfs", 0, "mode=0700,size=" DISK_SIZE), ==, 0);
  lineup_daemon_fixture_start (fixture);
  lineup_client_add_account (fixture, "home");
}

static void
tear_down (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");

  lineup_daemon_fixture_stop (fixture);
  g_assert_cmpint (umount (cache), ==, 0);
  lineup_daemon_fixture_tear_down (fixture, data);
}

/* Somebody else takes all that is left, but for so many bytes. */
static void
fill_disk (LineupDaemonFixture *fixture, gsize n_left)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/somebody-elses");
  const int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  g_autofree char *block = g_malloc0 (4096);
  gsize n_written = 0;

  while (write (fd, block, 4096) == 4096)
    n_written += 4096;
  g_assert_cmpint (errno, ==, ENOSPC);
  g_assert_cmpint (ftruncate (fd, (off_t)(n_written - MIN (n_left, n_written))), ==, 0);
  g_close (fd, NULL);
}

static void
free_disk (LineupDaemonFixture *fixture)
{
  g_autofree char *path = lineup_daemon_fixture_get_path (fixture, "cache/somebody-elses");

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
assert_sync (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *status = lineup_client_sync (fixture, "home", LINEUP_FLIP_OPTIONS);

  g_assert_cmpstr (status, ==, expected);
}

/* Whatever has failed has failed for the one reason, and is as it was. Returns how many did. */
static guint
check_steps (LineupDaemonFixture *fixture, char old, char new)
{
  g_autofree char *served = lineup_flip_read_served (fixture, "home", SIZE);
  guint n_failed = 0;

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    {
      const char *step = lineup_list_to_string ((LineupList)list);
      g_autofree char *outcome = lineup_client_get_step_text (fixture, "home", step, "outcome");
      g_autofree char *name = lineup_client_get_step_text (fixture, "home", step, "error-name");
      const gboolean failed = g_str_equal (outcome, "failed");

      g_assert_cmpint (served[list], ==, failed ? old : new);
      if (failed)
        g_assert_cmpstr (name, ==, ERROR ("DiskFull"));
      n_failed += failed;
    }
  return n_failed;
}

static void
assert_served (LineupDaemonFixture *fixture, const char *expected)
{
  g_autofree char *served = lineup_flip_read_served (fixture, "home", SIZE);
  g_autofree char *database = lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");

  g_assert_cmpstr (served, ==, expected);
  lineup_catalogue_file_check (database);
}

static const gsize sizes_left[] = { 0, 64 * 1024, 400 * 1024, 1024 * 1024 };

static void
test_first_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_flip_give (fixture->panel, SIZE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes_left); i++)
    {
      g_autofree char *status = NULL;

      fill_disk (fixture, sizes_left[i]);
      status = lineup_client_sync (fixture, "home", NULL);
      g_assert_cmpstr (status, !=, "completed");
      g_assert_cmpuint (check_steps (fixture, LINEUP_FLIP_NOTHING, 'a'), >, 0);
      free_disk (fixture);
      lineup_client_assert_call (
          fixture, "home", LINEUP_ACCOUNT_INTERFACE, "ClearCache", NULL, NULL);
      lineup_daemon_fixture_restart (fixture);
    }
  assert_sync (fixture, "completed");
  assert_served (fixture, "aaaaaa");
}

static void
test_update (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_flip_give (fixture->panel, SIZE, 0);
  assert_sync (fixture, "completed");
  for (gsize i = 0; i < G_N_ELEMENTS (sizes_left); i++)
    {
      const guint which = (i + 1) % 2;
      const char old = LINEUP_FLIP_LETTERS[!which];
      const char new = LINEUP_FLIP_LETTERS[which];
      g_autofree char *status = NULL;

      lineup_daemon_fixture_restart (fixture);
      lineup_flip_give (fixture->panel, SIZE, which);
      fill_disk (fixture, sizes_left[i]);
      status = lineup_client_sync (fixture, "home", LINEUP_FLIP_OPTIONS);
      g_assert_cmpstr (status, !=, "completed");
      g_assert_cmpuint (check_steps (fixture, old, new), >, 0);

      free_disk (fixture);
      lineup_daemon_fixture_restart (fixture);
      assert_sync (fixture, "completed");
      g_assert_cmpuint (check_steps (fixture, old, new), ==, 0);
    }
  assert_served (fixture, "aaaaaa");
}

/* A daemon that starts when there is no room serves what it has. */
static void
test_start (LineupDaemonFixture *fixture, gconstpointer data)
{
  lineup_flip_give (fixture->panel, SIZE, 0);
  assert_sync (fixture, "completed");
  lineup_daemon_fixture_stop (fixture);
  fill_disk (fixture, 0);
  lineup_daemon_fixture_start (fixture);
  assert_served (fixture, "aaaaaa");

  lineup_daemon_fixture_kill (fixture);
  lineup_daemon_fixture_start (fixture);
  assert_served (fixture, "aaaaaa");
  free_disk (fixture);
  assert_sync (fixture, "completed");
  assert_served (fixture, "aaaaaa");
}

/* A guide for which there is no room changes nothing of what is known, and comes once there is. */
static void
test_guide (LineupDaemonFixture *fixture, gconstpointer data)
{
  g_autoptr (LineupFakeCatalogue) catalogue = lineup_fake_catalogue_new (1, 400, 10, 10);
  g_autoptr (LineupFakeGuide) guide = lineup_fake_guide_new (catalogue, 0);
  guint64 n_programmes = 0;

  lineup_fake_panel_set_catalogue (fixture->panel, catalogue);
  lineup_fake_guide_set_window (guide, 0, 6 * 60 * 60);
  lineup_fake_panel_set_guide (fixture->panel, guide);
  assert_sync (fixture, "completed");
  lineup_guide_client_assert_synced (fixture, "completed");
  n_programmes = lineup_guide_client_get_number (fixture, "panel", "programmes");
  g_assert_cmpuint (n_programmes, >, 0);
  lineup_fake_guide_set_window (guide, 0, 3 * 24 * 60 * 60);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes_left); i++)
    {
      fill_disk (fixture, sizes_left[i]);
      lineup_guide_client_assert_synced (fixture, "failed");
      lineup_guide_client_assert_source (fixture, "panel", "stale", "DiskFull");
      g_assert_cmpuint (
          lineup_guide_client_get_number (fixture, "panel", "programmes"), ==, n_programmes);
      free_disk (fixture);
      lineup_daemon_fixture_restart (fixture);
      g_assert_cmpuint (
          lineup_guide_client_get_number (fixture, "panel", "programmes"), ==, n_programmes);
    }
  lineup_guide_client_assert_synced (fixture, "completed");
  lineup_guide_client_assert_source (fixture, "panel", "ok", "");
  g_assert_cmpuint (
      lineup_guide_client_get_number (fixture, "panel", "programmes"), >, n_programmes);
}

static void
add_test (const char *path, void (*func) (LineupDaemonFixture *, gconstpointer))
{
  g_test_add (path, LineupDaemonFixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  const gboolean mountable = can_mount ();

  g_test_init (&argc, &argv, NULL);
  if (!mountable)
    {
      g_print ("1..0 # SKIP no disk can be mounted here\n");
      return 77;
    }

  add_test ("/full-disk/first-sync", test_first_sync);
  add_test ("/full-disk/update", test_update);
  add_test ("/full-disk/start", test_start);
  add_test ("/full-disk/guide", test_guide);

  return g_test_run ();
}

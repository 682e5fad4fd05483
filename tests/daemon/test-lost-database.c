/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-catalogue-file.h"
#include "lineup-daemon-client.h"
#include "lineup-flip.h"
#include "lineup-test-files.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A catalogue that is deleted, or goes bad, under the daemon: it is a cache, and comes back. */

#define PATH LINEUP_ACCOUNT_PATH_PREFIX "home"

/* Items of each kind: more than what is kept in memory. */
#define SIZE 1500

/* Bytes of the file that are left as they were, at its beginning: what tells what it is. */
#define HEAD 8192

static char *
get_database (LineupDaemonFixture *fixture)
{
  return lineup_daemon_fixture_get_path (fixture, "cache/lineupd/home.db");
}

static guint64
get_generation (LineupDaemonFixture *fixture)
{
  g_autoptr (GVariant) value = lineup_daemon_fixture_get (
      fixture, PATH, LINEUP_CATALOG_INTERFACE, "Generation");

  return g_variant_get_uint64 (value);
}

/* A catalogue whose log has been emptied, and of which the daemon has not read anything yet. */
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

/* How it is lost */

static void
delete_database (LineupDaemonFixture *fixture)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *database = get_database (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (database, suffixes[i], NULL);

      g_assert_true (g_unlink (path) == 0 || i > 0);
    }
}

static void
delete_folder (LineupDaemonFixture *fixture)
{
  g_autofree char *folder = lineup_daemon_fixture_get_path (fixture, "cache/lineupd");

  lineup_test_files_remove (folder);
}

static void
overwrite (LineupDaemonFixture *fixture, off_t from)
{
  g_autofree char *database = get_database (fixture);
  const int fd = g_open (database, O_RDWR | O_CLOEXEC, 0);
  const off_t end = lseek (fd, 0, SEEK_END);
  char page[4096];

  g_assert_cmpint (end, >, 4 * HEAD);
  memset (page, 0xa5, sizeof page);
  for (off_t at = from; at < end; at += (off_t)sizeof page)
    g_assert_cmpint (pwrite (fd, page, sizeof page, at), ==, sizeof page);
  g_close (fd, NULL);
}

static void
overwrite_inside (LineupDaemonFixture *fixture)
{
  overwrite (fixture, HEAD);
}

static void
overwrite_all (LineupDaemonFixture *fixture)
{
  overwrite (fixture, 0);
}

typedef struct
{
  void (*lose) (LineupDaemonFixture *fixture);
  gboolean is_damage; /* which leaves something to look at */
} Loss;

static const Loss losses[] = {
  { delete_database, FALSE },
  { delete_folder, FALSE },
  { overwrite_inside, TRUE },
  { overwrite_all, TRUE },
};

/* What is told of it */

static gboolean
is_set_aside (LineupDaemonFixture *fixture)
{
  g_autofree char *cache = lineup_daemon_fixture_get_path (fixture, "cache");
  g_autofree char *found = lineup_test_files_find (cache, "home.db.broken-");

  return found != NULL;
}

/* Whoever keeps a copy learns that every list is empty, at a generation that was not there before.
 */
static void
assert_told (LineupDaemonFixture *fixture, guint first_signal, guint64 generation)
{
  g_autoptr (GPtrArray) signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = first_signal; i < signals->len; i++)
    {
      const LineupSignal *signal = g_ptr_array_index (signals, i);
      g_autoptr (GVariant) counts = g_variant_get_child_value (signal->parameters, 1);
      const char *kind = NULL;
      guint64 removed = 0;
      guint64 then = 0;
      LineupList list = LINEUP_LIST_MOVIES;

      g_variant_get_child (signal->parameters, 0, "t", &then);
      g_assert_true (g_variant_lookup (counts, "kind", "&s", &kind));
      g_assert_true (g_variant_lookup (counts, "removed", "t", &removed));
      g_assert_true (lineup_list_from_string (kind, &list));
      g_assert_cmpuint (then, >, generation);
      if (removed == lineup_flip_get_length (SIZE, 0, list))
        g_hash_table_add (kinds, (gpointer)lineup_list_to_string (list));
    }
  g_assert_cmpuint (g_hash_table_size (kinds), ==, LINEUP_N_LISTS);
}

static guint
count_changed (LineupDaemonFixture *fixture)
{
  g_autoptr (GPtrArray) signals = lineup_signal_log_get_all (fixture->signals, PATH, "Changed");

  return signals->len;
}

static void
check_refilled (LineupDaemonFixture *fixture, guint64 generation)
{
  g_autofree char *database = get_database (fixture);
  g_autofree char *served = NULL;
  g_autofree char *served_later = NULL;
  guint64 later = get_generation (fixture);

  g_assert_cmpuint (later, >, generation);
  served = lineup_flip_read_served (fixture, "home", SIZE);
  g_assert_cmpstr (served, ==, "aaaaaa");
  lineup_catalogue_file_check (database);

  lineup_daemon_fixture_restart (fixture);
  g_assert_cmpuint (get_generation (fixture), ==, later);
  served_later = lineup_flip_read_served (fixture, "home", SIZE);
  g_assert_cmpstr (served_later, ==, "aaaaaa");
}

/* Somebody who reads finds out. */
static void
test_read (LineupDaemonFixture *fixture, gconstpointer data)
{
  const Loss *loss = data;
  g_autofree char *names = NULL;
  g_autofree char *served = NULL;
  g_autofree char *status = NULL;
  guint64 generation = 0;
  guint64 later = 0;
  guint n_signals = 0;

  set_up_filled (fixture);
  generation = get_generation (fixture);
  n_signals = count_changed (fixture);
  loss->lose (fixture);
  names = lineup_client_get_names (fixture, "home", "movies");
  g_assert_cmpstr (names, ==, "");
  assert_told (fixture, n_signals, generation);
  g_assert_cmpint (is_set_aside (fixture), ==, loss->is_damage);
  served = lineup_flip_read_served (fixture, "home", SIZE);
  g_assert_cmpstr (served, ==, "------");
  later = get_generation (fixture);
  g_assert_cmpuint (later, >, generation);

  status = lineup_client_sync (fixture, "home", NULL);
  g_assert_cmpstr (status, ==, "completed");
  check_refilled (fixture, later);
}

/* A sync finds out, and at the latest the one after it makes up for what was lost. */
static void
test_sync (LineupDaemonFixture *fixture, gconstpointer data)
{
  const Loss *loss = data;
  g_autofree char *status = NULL;
  g_autofree char *again = NULL;
  guint64 generation = 0;
  guint n_signals = 0;

  set_up_filled (fixture);
  generation = get_generation (fixture);
  n_signals = count_changed (fixture);
  loss->lose (fixture);
  status = lineup_client_sync (fixture, "home", "{'force': <true>}");
  if (!g_str_equal (status, "completed"))
    {
      g_assert_true (loss->is_damage);
      lineup_daemon_fixture_restart (fixture);
      again = lineup_client_sync (fixture, "home", NULL);
      g_assert_cmpstr (again, ==, "completed");
    }
  assert_told (fixture, n_signals, generation);
  g_assert_cmpint (is_set_aside (fixture), ==, loss->is_damage);
  check_refilled (fixture, generation);
}

static void
add_tests (const char *name, const Loss *loss)
{
  g_autofree char *read = g_strdup_printf ("/lost-database/%s/read", name);
  g_autofree char *sync = g_strdup_printf ("/lost-database/%s/sync", name);

  g_test_add (read,
              LineupDaemonFixture,
              loss,
              lineup_daemon_fixture_set_up,
              test_read,
              lineup_daemon_fixture_tear_down);
  g_test_add (sync,
              LineupDaemonFixture,
              loss,
              lineup_daemon_fixture_set_up,
              test_sync,
              lineup_daemon_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_tests ("deleted", &losses[0]);
  add_tests ("folder", &losses[1]);
  add_tests ("damaged-inside", &losses[2]);
  add_tests ("damaged", &losses[3]);

  return g_test_run ();
}

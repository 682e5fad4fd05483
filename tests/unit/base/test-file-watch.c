/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-file-watch.h"

#include "lineup-await.h"
#include "lineup-test-clock.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>
#include <stdio.h>

typedef struct
{
  char *folder;           /* (owned) */
  char *path;             /* (owned) */
  LineupTestClock *clock; /* (owned) */
  LineupFileWatch *watch; /* (owned) */
  guint n_changes;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static gboolean
is_watching (gpointer user_data)
{
  return lineup_file_watch_is_watching (user_data);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lineup-file-watch-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "guide.xml", NULL);
  g_assert_true (g_file_set_contents (fixture->path, "1", -1, NULL));
  fixture->clock = lineup_test_clock_new (0);
  fixture->watch = lineup_file_watch_new (fixture->path, LINEUP_CLOCK (fixture->clock));
  g_signal_connect_swapped (fixture->watch, "changed", G_CALLBACK (on_changed), fixture);
  lineup_await_until (is_watching, fixture->watch);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_await_finalize (g_steal_pointer (&fixture->watch));
  g_assert_cmpint (lineup_test_clock_get_next_alarm (fixture->clock), ==, -1);
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->clock);
}

static gboolean
has_pause (gpointer user_data)
{
  return lineup_test_clock_get_next_alarm (user_data) >= 0;
}

/* One way to write a file is told in several events, of which the last ones may come late. */
static void
assert_noticed (Fixture *fixture)
{
  fixture->n_changes = 0;
  lineup_await_until (has_pause, fixture->clock);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  while (fixture->n_changes == 0)
    {
      lineup_await_until (has_pause, fixture->clock);
      lineup_test_clock_advance (fixture->clock, 2 * LINEUP_FILE_WATCH_PAUSE);
      lineup_await_nothing ();
    }
}

static void
test_in_place (Fixture *fixture, gconstpointer data)
{
  FILE *file = g_fopen (fixture->path, "w");

  fputs ("22", file);
  fclose (file);
  assert_noticed (fixture);
}

static void
test_replaced (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, "333", -1, NULL));
      assert_noticed (fixture);
    }
}

/* One that is away for a while, and comes back. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);

  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  lineup_await_nothing ();
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  assert_noticed (fixture);
}

#define ADD(path, test) g_test_add ("/file-watch/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("in-place", test_in_place);
  ADD ("replaced", test_replaced);
  ADD ("moved", test_moved);

  return g_test_run ();
}

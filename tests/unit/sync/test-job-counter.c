/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job-counter.h"

#include "lineup-await.h"
#include "lineup-error.h"
#include "lineup-test-files.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("lineup-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "jobs", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lineup_test_files_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
close_counter (LineupJobCounter *counter)
{
  LineupAwait *await = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lineup_job_counter_close_async (counter, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_true (lineup_job_counter_close_finish (counter, result, &error));
  g_assert_no_error (error);
}

static guint64
read_reserved (const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return 0;
  return g_key_file_get_uint64 (file, "Jobs", "Reserved", NULL);
}

typedef struct
{
  const char *path; /* (unowned) */
  guint64 last;
} Settling;

static gboolean
has_settled (gpointer user_data)
{
  const Settling *settling = user_data;

  return read_reserved (settling->path) >= settling->last + LINEUP_JOB_COUNTER_BLOCK / 2;
}

/* Waits until the disk has caught up with the ids up to @last. */
static void
settle (Fixture *fixture, guint64 last)
{
  Settling settling = { .path = fixture->path, .last = last };

  lineup_await_until (has_settled, &settling);
}

/* A daemon that is killed leaves the file as it is in this moment. */
static void
kill_counter (Fixture *fixture, LineupJobCounter *counter)
{
  g_autofree char *snapshot = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &snapshot, NULL, NULL));
  close_counter (counter);
  g_object_unref (counter);
  g_assert_true (g_file_set_contents (fixture->path, snapshot, -1, NULL));
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupJobCounter) counter = lineup_job_counter_new (fixture->path);

  for (guint64 id = 1; id <= 3 * LINEUP_JOB_COUNTER_BLOCK; id++)
    g_assert_cmpuint (lineup_job_counter_next (counter), ==, id);
  close_counter (counter);
}

static void
test_no_gap_after_close (Fixture *fixture, gconstpointer data)
{
  guint64 last = 0;

  for (guint round = 0; round < 10; round++)
    {
      g_autoptr (LineupJobCounter) counter = lineup_job_counter_new (fixture->path);

      for (guint i = 0; i < round * 7; i++)
        g_assert_cmpuint (lineup_job_counter_next (counter), ==, ++last);
      close_counter (counter);
    }
  g_assert_cmpuint (last, ==, 7 * 45);
}

/* The disk may be half a block behind, which is a hundred times what ever happens. */
static void
test_never_repeats (Fixture *fixture, gconstpointer data)
{
  guint64 last = 0;

  for (guint round = 0; round < 50; round++)
    {
      const guint64 before = read_reserved (fixture->path);
      LineupJobCounter *counter = lineup_job_counter_new (fixture->path);

      settle (fixture, before);
      for (int n = g_test_rand_int_range (0, 4); n >= 0; n--)
        {
          for (int i = g_test_rand_int_range (0, LINEUP_JOB_COUNTER_BLOCK / 2); i > 0; i--)
            {
              const guint64 id = lineup_job_counter_next (counter);

              g_assert_cmpuint (id, >, last);
              last = id;
            }
          g_assert_cmpuint (read_reserved (fixture->path), >=, last);
          if (n > 0)
            settle (fixture, last);
        }
      kill_counter (fixture, counter);
    }
}

/* No more than a block is lost by a kill. */
static void
test_gap_after_kill (Fixture *fixture, gconstpointer data)
{
  LineupJobCounter *killed = lineup_job_counter_new (fixture->path);
  g_autoptr (LineupJobCounter) next = NULL;

  settle (fixture, 0);
  g_assert_cmpuint (lineup_job_counter_next (killed), ==, 1);
  kill_counter (fixture, killed);

  next = lineup_job_counter_new (fixture->path);
  g_assert_cmpuint (lineup_job_counter_next (next), ==, LINEUP_JOB_COUNTER_BLOCK + 1);
  close_counter (next);
}

static void
test_broken_file (Fixture *fixture, gconstpointer data)
{
  const char *const contents[] = { "", "garbage", "[Jobs]\n", "[Jobs]\nReserved=many\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (LineupJobCounter) counter = NULL;

      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      counter = lineup_job_counter_new (fixture->path);
      g_assert_cmpuint (lineup_job_counter_next (counter), ==, 1);
      close_counter (counter);
    }
}

/* Ids go on rising whatever somebody has written. */
static void
test_out_of_range (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupJobCounter) counter = NULL;
  guint64 first = 0;

  g_assert_true (
      g_file_set_contents (fixture->path, "[Jobs]\nReserved=18446744073709551615\n", -1, NULL));
  counter = lineup_job_counter_new (fixture->path);
  first = lineup_job_counter_next (counter);
  g_assert_cmpuint (first, >, 1);
  for (guint64 i = 1; i < 3 * LINEUP_JOB_COUNTER_BLOCK; i++)
    g_assert_cmpuint (lineup_job_counter_next (counter), ==, first + i);
  close_counter (counter);
}

/* Ids are still given out when they can't be remembered. */
static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LineupJobCounter) counter = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LineupAwait *await = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  counter = lineup_job_counter_new (fixture->path);
  g_assert_cmpuint (lineup_job_counter_next (counter), ==, 1);
  g_assert_cmpuint (lineup_job_counter_next (counter), ==, 2);
  lineup_job_counter_close_async (counter, NULL, lineup_await_callback, &await);
  result = lineup_await (&await);
  g_assert_false (lineup_job_counter_close_finish (counter, result, &error));
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_STORAGE);
}

#define ADD(path, test) g_test_add ("/job-counter/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Warnings tell that ids may repeat, which is not what is tested here. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  ADD ("first", test_first);
  ADD ("no-gap-after-close", test_no_gap_after_close);
  ADD ("never-repeats", test_never_repeats);
  ADD ("gap-after-kill", test_gap_after_kill);
  ADD ("broken-file", test_broken_file);
  ADD ("out-of-range", test_out_of_range);
  ADD ("unwritable", test_unwritable);

  return g_test_run ();
}

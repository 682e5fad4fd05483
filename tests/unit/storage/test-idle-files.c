/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-idle-files.h"

/* So many stay open, and one more as soon as one is dropped. */
static void
test_limit (void)
{
  LineupIdleFiles *files = lineup_idle_files_new ();

  for (guint i = 0; i < LINEUP_IDLE_FILES_MAX; i++)
    g_assert_true (lineup_idle_files_keep (files));
  g_assert_false (lineup_idle_files_keep (files));
  g_assert_false (lineup_idle_files_keep (files));
  lineup_idle_files_drop (files);
  g_assert_true (lineup_idle_files_keep (files));
  g_assert_false (lineup_idle_files_keep (files));
  for (guint i = 0; i < LINEUP_IDLE_FILES_MAX; i++)
    lineup_idle_files_drop (files);
  lineup_idle_files_unref (files);
}

#define N_THREADS 4
#define N_TRIES   20000

static gpointer
keep_and_drop (gpointer files)
{
  guint n_kept = 0;

  for (guint i = 0; i < N_TRIES; i++)
    {
      if (lineup_idle_files_keep (files))
        n_kept++;
      if (n_kept > 0 && i % 3 > 0)
        {
          lineup_idle_files_drop (files);
          n_kept--;
        }
    }
  for (; n_kept > 0; n_kept--)
    lineup_idle_files_drop (files);
  return NULL;
}

/* Nothing gets lost between threads: as many can be kept afterwards. */
static void
test_threads (void)
{
  LineupIdleFiles *files = lineup_idle_files_new ();
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("files", keep_and_drop, files);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < LINEUP_IDLE_FILES_MAX; i++)
    g_assert_true (lineup_idle_files_keep (files));
  g_assert_false (lineup_idle_files_keep (files));
  for (guint i = 0; i < LINEUP_IDLE_FILES_MAX; i++)
    lineup_idle_files_drop (files);
  lineup_idle_files_unref (files);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/idle-files/limit", test_limit);
  g_test_add_func ("/idle-files/threads", test_threads);
  return g_test_run ();
}

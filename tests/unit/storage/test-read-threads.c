/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-read-threads.h"

#include "lineup-error.h"

#include <sys/resource.h>
#include <unistd.h>

/* Few threads, however much there is to do, and none when there is nothing. */

#define N_TASKS   100
#define UNTIL_END (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean is_open; /* whether tasks may end */
  guint n_running;
  guint most; /* that ran at once */
  guint n_done;
  guint n_failed;
} Fixture;

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Fixture *fixture = task_data;

  g_mutex_lock (&fixture->mutex);
  fixture->n_running++;
  fixture->most = MAX (fixture->most, fixture->n_running);
  g_cond_broadcast (&fixture->cond);
  while (!fixture->is_open)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  fixture->n_running--;
  g_mutex_unlock (&fixture->mutex);
  g_task_return_boolean (task, TRUE);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->n_done++;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    return;
  g_assert_error (error, LINEUP_ERROR, LINEUP_ERROR_DATABASE);
  fixture->n_failed++;
}

static void
push (LineupReadThreads *threads, Fixture *fixture, guint n_tasks)
{
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, on_done, fixture);

      g_task_set_task_data (task, fixture, NULL);
      lineup_read_threads_push (threads, task, run);
    }
}

static void
await_running (Fixture *fixture, guint n_tasks)
{
  g_mutex_lock (&fixture->mutex);
  while (fixture->n_running < n_tasks)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
}

static void
set_open (Fixture *fixture)
{
  g_mutex_lock (&fixture->mutex);
  fixture->is_open = TRUE;
  g_cond_broadcast (&fixture->cond);
  g_mutex_unlock (&fixture->mutex);
}

static void
await_done (Fixture *fixture, guint n_tasks)
{
  while (fixture->n_done < n_tasks)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_few (void)
{
  g_autoptr (LineupReadThreads) threads = lineup_read_threads_new (UNTIL_END);
  Fixture fixture = { 0 };

  g_assert_cmpuint (lineup_read_threads_count (threads), ==, 0);
  push (threads, &fixture, N_TASKS);
  await_running (&fixture, LINEUP_READ_THREADS_MAX);
  set_open (&fixture);
  await_done (&fixture, N_TASKS);
  g_assert_cmpuint (fixture.most, ==, LINEUP_READ_THREADS_MAX);
  g_assert_cmpuint (lineup_read_threads_count (threads), ==, LINEUP_READ_THREADS_MAX);

  /* Threads are used again. */
  push (threads, &fixture, 1);
  await_done (&fixture, N_TASKS + 1);
  g_assert_cmpuint (lineup_read_threads_count (threads), ==, LINEUP_READ_THREADS_MAX);
}

static void
test_idle (void)
{
  g_autoptr (LineupReadThreads) threads = lineup_read_threads_new (0);
  Fixture fixture = { .is_open = TRUE };

  for (guint i = 1; i <= N_TASKS; i++)
    {
      push (threads, &fixture, 1);
      await_done (&fixture, i);
    }
  while (lineup_read_threads_count (threads) > 0)
    g_thread_yield ();
}

static void
test_unref (void)
{
  LineupReadThreads *threads = lineup_read_threads_new (0);
  Fixture fixture = { .is_open = TRUE };

  push (threads, &fixture, N_TASKS);
  lineup_read_threads_unref (threads);
  await_done (&fixture, N_TASKS);
}

/* In a process that may have no more threads than it has. */
static void
test_no_thread (void)
{
  if (g_test_subprocess ())
    {
      const struct rlimit none = { 0, 0 };
      g_autoptr (LineupReadThreads) threads = lineup_read_threads_new (0);
      Fixture fixture = { .is_open = TRUE };

      /* GLib has a thread of its own, from the first task on. */
      push (threads, &fixture, 1);
      await_done (&fixture, 1);
      while (lineup_read_threads_count (threads) > 0)
        g_thread_yield ();

      /* No limit holds for root. */
      g_assert_true (getuid () != 0 || setuid (65534) == 0);
      g_assert_cmpint (setrlimit (RLIMIT_NPROC, &none), ==, 0);
      push (threads, &fixture, 2);
      await_done (&fixture, 3);
      g_assert_cmpuint (fixture.n_failed, ==, 2);
      /* At once: sanitizers have something to do at a proper end, on a thread. */
      _exit (0);
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/read-threads/few", test_few);
  g_test_add_func ("/read-threads/idle", test_idle);
  g_test_add_func ("/read-threads/unref", test_unref);
  g_test_add_func ("/read-threads/no-thread", test_no_thread);

  return g_test_run ();
}

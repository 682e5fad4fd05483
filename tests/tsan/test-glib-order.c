/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* ThreadSanitizer has to know what GLib orders, and still to find what nothing orders. */

#include <gio/gio.h>

typedef struct
{
  GMutex mutex;
  gboolean is_locked;
  guint number;
} Shared;

static gpointer
count (gpointer user_data)
{
  Shared *shared = user_data;

  for (guint i = 0; i < 1000; i++)
    {
      if (shared->is_locked)
        g_mutex_lock (&shared->mutex);
      shared->number++;
      if (shared->is_locked)
        g_mutex_unlock (&shared->mutex);
    }
  return NULL;
}

static void
count_in_two_threads (gboolean is_locked)
{
  Shared shared = { .is_locked = is_locked };
  GThread *threads[2];

  g_mutex_init (&shared.mutex);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("counter", count, &shared);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&shared.mutex);
}

static void
test_lock (void)
{
  count_in_two_threads (TRUE);
}

static void
add_one (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  guint *number = task_data;

  ++*number;
  g_task_return_boolean (task, TRUE);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *added = user_data;

  *added = TRUE;
}

/* More than once, so that threads of the pool are used again. */
static void
test_task (void)
{
  guint number = 0;

  for (guint i = 0; i < 200; i++)
    {
      gboolean added = FALSE;
      g_autoptr (GTask) task = g_task_new (NULL, NULL, on_added, &added);

      g_task_set_task_data (task, &number, NULL);
      g_task_run_in_thread (task, add_one);
      while (!added)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (++number, ==, 2 * (i + 1));
    }
}

static gboolean
add_in_main_thread (gpointer user_data)
{
  guint *number = user_data;

  ++*number;
  return G_SOURCE_REMOVE;
}

static gpointer
attach (gpointer user_data)
{
  guint *number = user_data;
  g_autoptr (GSource) source = g_idle_source_new ();

  ++*number;
  g_source_set_callback (source, add_in_main_thread, number, NULL);
  g_source_attach (source, NULL);
  return NULL;
}

static void
test_main_loop (void)
{
  guint number = 0;

  for (guint i = 0; i < 200; i++)
    {
      /* Not joined before: that would be an order of its own. */
      GThread *thread = g_thread_new ("attacher", attach, &number);

      do
        g_main_context_iteration (NULL, TRUE);
      while (g_main_context_pending (NULL));
      g_thread_join (thread);
    }
}

/* In a process of its own, which it ends. */
static void
test_race (void)
{
  if (g_test_subprocess ())
    {
      count_in_two_threads (FALSE);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*ThreadSanitizer: data race*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glib-order/lock", test_lock);
  g_test_add_func ("/glib-order/task", test_task);
  g_test_add_func ("/glib-order/main-loop", test_main_loop);
  g_test_add_func ("/glib-order/race", test_race);
  return g_test_run ();
}

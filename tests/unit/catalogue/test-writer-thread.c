/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-writer-thread.h"

#include <sys/resource.h>

/* What is pushed is done in order, on one thread at a time that is nicer than all others. */

#define N_THINGS 1000

typedef struct
{
  GMutex mutex;
  GCond cond;
  GArray *done;    /* (owned) (element-type guint): in order */
  GThread *thread; /* (unowned): that does it now */
  int niceness;
} Fixture;

static void
fixture_init (Fixture *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->done = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
fixture_clear (Fixture *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_array_unref (self->done);
}

static void
await_done (Fixture *self, guint n_things)
{
  g_mutex_lock (&self->mutex);
  while (self->done->len < n_things)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static void
do_thing (gpointer data, gpointer user_data)
{
  Fixture *self = user_data;
  const guint number = GPOINTER_TO_UINT (data);

  g_assert_true (g_atomic_pointer_compare_and_exchange (&self->thread, NULL, g_thread_self ()));
  g_thread_yield ();
  g_atomic_pointer_set (&self->thread, NULL);

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->done, number);
  self->niceness = getpriority (PRIO_PROCESS, 0);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
test_order (void)
{
  Fixture fixture = { 0 };
  LineupWriterThread *thread = lineup_writer_thread_new (do_thing, &fixture);

  fixture_init (&fixture);
  /* Now and then it runs out of work and has to begin again. */
  for (guint i = 1; i <= N_THINGS; i++)
    {
      lineup_writer_thread_push (thread, GUINT_TO_POINTER (i));
      if (i % 100 == 0)
        await_done (&fixture, i);
    }
  for (guint i = 1; i <= N_THINGS; i++)
    g_assert_cmpuint (g_array_index (fixture.done, guint, i - 1), ==, i);
  lineup_writer_thread_free (thread);
  fixture_clear (&fixture);
}

static void
test_niceness (void)
{
  const int niceness = getpriority (PRIO_PROCESS, 0);
  Fixture fixture = { 0 };
  LineupWriterThread *thread = lineup_writer_thread_new (do_thing, &fixture);

  fixture_init (&fixture);
  lineup_writer_thread_push (thread, GUINT_TO_POINTER (1));
  await_done (&fixture, 1);
  g_assert_cmpint (fixture.niceness, >, niceness);
  g_assert_cmpint (getpriority (PRIO_PROCESS, 0), ==, niceness);
  lineup_writer_thread_free (thread);
  fixture_clear (&fixture);
}

static void
do_last (gpointer data, gpointer user_data)
{
  gint *done = data;

  lineup_writer_thread_free (*(LineupWriterThread **)user_data);
  g_atomic_int_set (done, 1);
  g_main_context_wakeup (NULL);
}

/* As the last job of a catalogue does. */
static void
test_free_on_it (void)
{
  LineupWriterThread *thread = NULL;
  gint done = 0;

  thread = lineup_writer_thread_new (do_last, &thread);
  lineup_writer_thread_push (thread, &done);
  while (!g_atomic_int_get (&done))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writer-thread/order", test_order);
  g_test_add_func ("/writer-thread/niceness", test_niceness);
  g_test_add_func ("/writer-thread/free-on-it", test_free_on_it);

  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-writer-pool.h"

#include <sys/resource.h>

/* What is pushed to a writer is done in order, one job at a time; what is pushed to several, on a
 * few threads that are nicer than all others. */

#define N_JOBS    1000
#define N_WRITERS 50

typedef struct
{
  GMutex mutex;
  GCond cond;
  guint n_done;
  guint n_running; /* pieces */
  guint n_running_long;
  guint max_running;
  guint max_running_long;
  gboolean open; /* whether jobs that are held go on */
  int niceness;
} Fixture;

typedef struct
{
  Fixture *fixture;     /* (unowned) */
  LineupWriter *writer; /* (owned) */
  GArray *done;         /* (owned) (element-type guint): numbers of jobs, in order */
  guint n_pieces;       /* each job has */
  guint piece;          /* of the job that runs */
  gboolean running;
  gboolean is_long;
  gboolean holds; /* whether its jobs keep their thread until the fixture is open */
} Lane;

static void
fixture_init (Fixture *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

static void
fixture_clear (Fixture *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

static void
begin_piece (Lane *lane)
{
  Fixture *self = lane->fixture;

  g_mutex_lock (&self->mutex);
  g_assert_false (lane->running);
  lane->running = TRUE;
  self->n_running++;
  self->n_running_long += lane->is_long;
  self->max_running = MAX (self->max_running, self->n_running);
  self->max_running_long = MAX (self->max_running_long, self->n_running_long);
  self->niceness = getpriority (PRIO_PROCESS, 0);
  g_cond_broadcast (&self->cond);
  while (lane->holds && !self->open)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static LineupWriterProgress
end_piece (Lane *lane, guint number)
{
  Fixture *self = lane->fixture;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  lane->running = FALSE;
  self->n_running--;
  self->n_running_long -= lane->is_long;
  if (++lane->piece < lane->n_pieces)
    return lane->piece % 2 == 0 ? LINEUP_WRITER_AGAIN : LINEUP_WRITER_WAIT;
  lane->piece = 0;
  g_array_append_val (lane->done, number);
  self->n_done++;
  g_cond_broadcast (&self->cond);
  return LINEUP_WRITER_DONE;
}

static LineupWriterProgress
do_piece (gpointer job, gpointer user_data)
{
  Lane *lane = user_data;

  begin_piece (lane);
  g_thread_yield ();
  return end_piece (lane, GPOINTER_TO_UINT (job));
}

static void
lane_init (Lane *lane, Fixture *fixture, LineupWriterPool *pool, guint n_pieces)
{
  *lane = (Lane){ .fixture = fixture, .n_pieces = n_pieces };
  lane->done = g_array_new (FALSE, FALSE, sizeof (guint));
  lane->writer = lineup_writer_new (pool, do_piece, lane);
}

static void
lane_clear (Lane *lane)
{
  lineup_writer_unref (lane->writer);
  g_array_unref (lane->done);
}

static void
push (Lane *lane, guint number)
{
  lineup_writer_push (lane->writer,
                      GUINT_TO_POINTER (number),
                      lane->is_long ? LINEUP_WRITER_LONG : LINEUP_WRITER_SHORT);
}

static void
await_done (Fixture *self, guint n_jobs)
{
  g_mutex_lock (&self->mutex);
  while (self->n_done < n_jobs)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static gboolean
is_done (Fixture *self, guint n_jobs)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_done >= n_jobs;
}

static void
await_running (Fixture *self, guint n_pieces)
{
  g_mutex_lock (&self->mutex);
  while (self->n_running < n_pieces)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static void
let_go_on (Fixture *self)
{
  g_mutex_lock (&self->mutex);
  self->open = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
assert_order (const Lane *lane, guint n_jobs)
{
  g_assert_cmpuint (lane->done->len, ==, n_jobs);
  for (guint i = 0; i < n_jobs; i++)
    g_assert_cmpuint (g_array_index (lane->done, guint, i), ==, i);
}

static void
test_order (void)
{
  g_autoptr (LineupWriterPool) pool = lineup_writer_pool_new ();
  Fixture fixture = { 0 };
  Lane lane;

  fixture_init (&fixture);
  lane_init (&lane, &fixture, pool, 1);
  /* Now and then it runs out of work and has to begin again. */
  for (guint i = 0; i < N_JOBS; i++)
    {
      push (&lane, i);
      if (i % 100 == 99)
        await_done (&fixture, i + 1);
    }
  assert_order (&lane, N_JOBS);
  lane_clear (&lane);
  fixture_clear (&fixture);
}

/* However many write, there are few threads, and each writer's jobs stay in order. */
static void
test_many (void)
{
  g_autoptr (LineupWriterPool) pool = lineup_writer_pool_new ();
  Fixture fixture = { 0 };
  Lane lanes[N_WRITERS];

  fixture_init (&fixture);
  for (guint i = 0; i < N_WRITERS; i++)
    {
      lane_init (&lanes[i], &fixture, pool, 1 + i % 3);
      lanes[i].is_long = i % 2 == 0;
    }
  for (guint job = 0; job < 20; job++)
    {
      for (guint i = 0; i < N_WRITERS; i++)
        push (&lanes[i], job);
    }
  /* Writers that wait are woken again and again, whether they do or not. */
  while (!is_done (&fixture, 20 * N_WRITERS))
    {
      for (guint i = 0; i < N_WRITERS; i++)
        lineup_writer_wake (lanes[i].writer);
      g_thread_yield ();
    }
  g_assert_cmpuint (fixture.max_running, <=, LINEUP_WRITER_POOL_THREADS);
  g_assert_cmpuint (fixture.max_running_long, <=, LINEUP_WRITER_POOL_LONG_THREADS);
  for (guint i = 0; i < N_WRITERS; i++)
    {
      assert_order (&lanes[i], 20);
      lane_clear (&lanes[i]);
    }
  fixture_clear (&fixture);
}

/* Long jobs, however many there are and however long they take, leave a thread to short ones. */
static void
test_short_first (void)
{
  g_autoptr (LineupWriterPool) pool = lineup_writer_pool_new ();
  Fixture fixture = { 0 };
  Lane lanes[10];
  Lane short_lane;

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      lane_init (&lanes[i], &fixture, pool, 1);
      lanes[i].is_long = TRUE;
      lanes[i].holds = TRUE;
      push (&lanes[i], 0);
    }
  await_running (&fixture, LINEUP_WRITER_POOL_LONG_THREADS);
  lane_init (&short_lane, &fixture, pool, 1);
  for (guint job = 0; job < 10; job++)
    {
      push (&short_lane, job);
      await_done (&fixture, job + 1);
    }
  let_go_on (&fixture);
  await_done (&fixture, 10 + G_N_ELEMENTS (lanes));
  g_assert_cmpuint (fixture.max_running_long, ==, LINEUP_WRITER_POOL_LONG_THREADS);
  lane_clear (&short_lane);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    lane_clear (&lanes[i]);
  fixture_clear (&fixture);
}

/* A job that waits for something has no thread, and goes on when it is woken. */
static void
test_wait (void)
{
  g_autoptr (LineupWriterPool) pool = lineup_writer_pool_new ();
  Fixture fixture = { 0 };
  Lane waiting[10];
  Lane other;

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      lane_init (&waiting[i], &fixture, pool, 2);
      waiting[i].is_long = TRUE;
      push (&waiting[i], 0);
    }
  lane_init (&other, &fixture, pool, 1);
  other.is_long = TRUE;
  push (&other, 0);
  await_done (&fixture, 1);
  g_assert_cmpuint (other.done->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    lineup_writer_wake (waiting[i].writer);
  await_done (&fixture, 1 + G_N_ELEMENTS (waiting));
  lane_clear (&other);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    lane_clear (&waiting[i]);
  fixture_clear (&fixture);
}

/* By as much as there is left: the daemon may be nice itself. */
static void
test_niceness (void)
{
  const int niceness = getpriority (PRIO_PROCESS, 0);
  g_autoptr (LineupWriterPool) pool = NULL;
  Fixture fixture = { 0 };
  Lane lane;

  if (niceness < 10)
    g_assert_cmpint (setpriority (PRIO_PROCESS, 0, 10), ==, 0);
  pool = lineup_writer_pool_new ();
  fixture_init (&fixture);
  lane_init (&lane, &fixture, pool, 1);
  push (&lane, 0);
  await_done (&fixture, 1);
  g_assert_cmpint (fixture.niceness, ==, MIN (MAX (niceness, 10) + 10, 19));
  lane_clear (&lane);
  fixture_clear (&fixture);
}

static LineupWriterProgress
do_last (gpointer job, gpointer user_data)
{
  gint *done = job;
  LineupWriter **writer = user_data;

  g_assert_true (lineup_writer_is_last (*writer));
  lineup_writer_unref (*writer);
  g_atomic_int_set (done, 1);
  g_main_context_wakeup (NULL);
  return LINEUP_WRITER_DONE;
}

/* As the last job of a catalogue does. */
static void
test_free_on_it (void)
{
  LineupWriterPool *pool = lineup_writer_pool_new ();
  LineupWriter *writer = NULL;
  gint done = 0;

  writer = lineup_writer_new (pool, do_last, &writer);
  lineup_writer_pool_unref (pool);
  lineup_writer_push (writer, &done, LINEUP_WRITER_SHORT);
  while (!g_atomic_int_get (&done))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writer-pool/order", test_order);
  g_test_add_func ("/writer-pool/many", test_many);
  g_test_add_func ("/writer-pool/short-first", test_short_first);
  g_test_add_func ("/writer-pool/wait", test_wait);
  g_test_add_func ("/writer-pool/free-on-it", test_free_on_it);
  /* There is no way back. */
  g_test_add_func ("/writer-pool/niceness", test_niceness);

  return g_test_run ();
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-writer-job.h"

#include "lineup-await.h"
#include "lineup-garden.h"

/* Jobs are done in pieces, one after another; what becomes of each is told on the main thread. */

#define N_PIECES 50
#define ENDLESS  G_MAXUINT

typedef struct
{
  LineupGarden *garden;     /* (owned) */
  LineupDatabase *database; /* (owned): the writer's target */
  LineupWriterPool *pool;   /* (owned) */
  LineupWriter *writer;     /* (owned) */
  GThread *main_thread;     /* (unowned) */
  gint n_freed;             /* atomic: data of jobs */
  gint n_freed_in_the_end;  /* expected */
  guint n_tidied;
  gint ends_long_jobs; /* atomic */

  GMutex mutex; /* guards what follows */
  GCond changed;
  GString *log;                   /* (owned): what the writer has done, as "a runs, a ends, " */
  LineupWriterJobReadyFunc ready; /* (nullable): while a job waits */
  gpointer ready_data;
} Fixture;

typedef struct
{
  Fixture *fixture; /* (unowned) */
  const char *name; /* (unowned) */
  guint n_pieces;   /* to be done */
  guint n_waits;    /* of them, for what has to come first */
  gboolean fails;
  gboolean tidies;
  gboolean is_lazy; /* tidies only if there is nothing else to do */
} Job;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->garden = lineup_garden_new ();
  self->database = lineup_garden_open (self->garden);
  self->pool = lineup_writer_pool_new ();
  self->writer = lineup_writer_new (self->pool, lineup_writer_job_run, self->database);
  self->main_thread = g_thread_self ();
  self->log = g_string_new (NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  lineup_writer_unref (self->writer);
  lineup_writer_pool_unref (self->pool);
  lineup_database_close (self->database);
  lineup_garden_free (self->garden);
  g_string_free (self->log, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
}

static void
note (Fixture *self, const char *name, const char *what)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_string_append_printf (self->log, "%s %s, ", name, what);
}

static void
assert_log (Fixture *self, const char *expected)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_assert_cmpstr (self->log->str, ==, expected);
}

/* What a job waits for */

static void
wait (gpointer source, LineupWriterJobReadyFunc ready, gpointer user_data)
{
  Fixture *self = source;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_assert_null (self->ready);
  self->ready = ready;
  self->ready_data = user_data;
  g_cond_broadcast (&self->changed);
}

/* Until a job waits. */
static LineupWriterJobReadyFunc
steal_ready (Fixture *self, gpointer *ready_data)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  LineupWriterJobReadyFunc ready = NULL;

  while (self->ready == NULL)
    g_cond_wait (&self->changed, &self->mutex);
  ready = self->ready;
  self->ready = NULL;
  *ready_data = self->ready_data;
  return ready;
}

static void
bring (Fixture *self)
{
  gpointer ready_data = NULL;
  LineupWriterJobReadyFunc ready = steal_ready (self, &ready_data);

  ready (ready_data);
}

/* Jobs */

static LineupWriterProgress
run (LineupWriterJob *job, gpointer target, gpointer data, GError **error)
{
  Job *self = data;
  GCancellable *cancellable = lineup_writer_job_get_cancellable (job);

  g_assert_true (target == self->fixture->database);
  g_assert_true (g_thread_self () != self->fixture->main_thread);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return LINEUP_WRITER_DONE;
  if (self->n_waits > 0)
    {
      self->n_waits--;
      note (self->fixture, self->name, "waits");
      return lineup_writer_job_wait (job, wait, self->fixture);
    }
  if (self->n_pieces == ENDLESS)
    return g_atomic_int_get (&self->fixture->ends_long_jobs) ? LINEUP_WRITER_DONE
                                                             : LINEUP_WRITER_AGAIN;
  note (self->fixture, self->name, "runs");
  if (self->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Nothing grows");
      return LINEUP_WRITER_DONE;
    }
  return --self->n_pieces > 0 ? LINEUP_WRITER_AGAIN : LINEUP_WRITER_DONE;
}

static void
end (gpointer target, gpointer data)
{
  Job *self = data;

  g_assert_true (g_thread_self () != self->fixture->main_thread);
  note (self->fixture, self->name, "ends");
}

static void
done (GTask *task, gpointer data, GError *error)
{
  Job *self = data;

  g_assert_true (g_thread_self () == self->fixture->main_thread);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
tidy (LineupWriterJob *job, gpointer target, gpointer data)
{
  Job *self = data;

  g_assert_true (g_thread_self () != self->fixture->main_thread);
  return self->tidies && (!self->is_lazy || lineup_writer_job_is_last (job));
}

static void
tidied (GTask *task, gpointer data)
{
  Job *self = data;

  g_assert_true (g_thread_self () == self->fixture->main_thread);
  g_assert_true (lineup_writer_job_get_data (task) == self);
  self->fixture->n_tidied++;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  g_atomic_int_inc (&self->fixture->n_freed);
  g_free (self);
}

static Job *
job_new (Fixture *fixture, const char *name, guint n_pieces)
{
  Job *self = g_new0 (Job, 1);

  self->fixture = fixture;
  self->name = name;
  self->n_pieces = n_pieces;
  return self;
}

static const LineupWriterJobFunctions FUNCTIONS = { run, end, done, tidy, tidied };

static void
push (Job *self,
      LineupWriter *writer,
      LineupWriterLength length,
      GCancellable *cancellable,
      LineupAwait **await)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, lineup_await_callback, await);

  lineup_writer_job_push (&FUNCTIONS, self, job_free, task, length, writer);
}

static gboolean
finish (LineupAwait **await, GError **error)
{
  GTask *task = G_TASK (lineup_await (await));
  const gboolean result = g_task_propagate_boolean (task, error);

  g_clear_object (await);
  return result;
}

static gboolean
is_all_freed (gpointer user_data)
{
  Fixture *self = user_data;

  return g_atomic_int_get (&self->n_freed) == self->n_freed_in_the_end;
}

/* The last to let go of a task may be the writer. */
static void
wait_for_freed (Fixture *self, gint n)
{
  self->n_freed_in_the_end = n;
  lineup_await_until (is_all_freed, self);
}

/* Tests */

static void
test_pieces (Fixture *self, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);

  push (job_new (self, "a", N_PIECES), self->writer, LINEUP_WRITER_LONG, NULL, &await);
  g_assert_true (finish (&await, NULL));
  for (guint i = 0; i < N_PIECES; i++)
    g_string_append (expected, "a runs, ");
  g_string_append (expected, "a ends, ");
  assert_log (self, expected->str);
  wait_for_freed (self, 1);
}

/* Jobs run one after another, however many pieces each has. */
static void
test_order (Fixture *self, gconstpointer data)
{
  LineupAwait *awaits[3] = { NULL };

  push (job_new (self, "a", 2), self->writer, LINEUP_WRITER_LONG, NULL, &awaits[0]);
  push (job_new (self, "b", 1), self->writer, LINEUP_WRITER_SHORT, NULL, &awaits[1]);
  push (job_new (self, "c", 2), self->writer, LINEUP_WRITER_SHORT, NULL, &awaits[2]);
  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    g_assert_true (finish (&awaits[i], NULL));
  assert_log (self, "a runs, a runs, a ends, b runs, b ends, c runs, c runs, c ends, ");
  wait_for_freed (self, 3);
}

/* No thread waits for a source: others' jobs, long ones too, are done meanwhile. */
static void
test_wait (Fixture *self, gconstpointer data)
{
  LineupWriter *others[LINEUP_WRITER_POOL_THREADS + 1];
  LineupAwait *waiting = NULL;
  Job *job = job_new (self, "a", 1);

  job->n_waits = 2;
  push (job, self->writer, LINEUP_WRITER_LONG, NULL, &waiting);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      LineupAwait *await = NULL;

      others[i] = lineup_writer_new (self->pool, lineup_writer_job_run, self->database);
      push (job_new (self, "b", 1), others[i], LINEUP_WRITER_LONG, NULL, &await);
      g_assert_true (finish (&await, NULL));
    }
  g_assert_null (waiting);
  bring (self);
  bring (self);
  g_assert_true (finish (&waiting, NULL));
  wait_for_freed (self, G_N_ELEMENTS (others) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    lineup_writer_unref (others[i]);
}

/* A short job goes before the next piece of a long one, where both are for the same thread. */
static void
test_short_first (Fixture *self, gconstpointer data)
{
  LineupWriter *busy[LINEUP_WRITER_POOL_THREADS];
  LineupAwait *long_awaits[LINEUP_WRITER_POOL_THREADS] = { NULL };
  LineupWriter *other = lineup_writer_new (self->pool, lineup_writer_job_run, self->database);
  LineupAwait *short_await = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    {
      busy[i] = lineup_writer_new (self->pool, lineup_writer_job_run, self->database);
      push (job_new (self, "long", ENDLESS), busy[i], LINEUP_WRITER_LONG, NULL, &long_awaits[i]);
    }
  push (job_new (self, "short", 1), other, LINEUP_WRITER_SHORT, NULL, &short_await);
  g_assert_true (finish (&short_await, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    g_assert_null (long_awaits[i]);
  /* Long jobs would go on for ever. */
  g_atomic_int_set (&self->ends_long_jobs, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    {
      g_assert_true (finish (&long_awaits[i], NULL));
      lineup_writer_unref (busy[i]);
    }
  wait_for_freed (self, G_N_ELEMENTS (busy) + 1);
  lineup_writer_unref (other);
}

static void
test_error (Fixture *self, gconstpointer data)
{
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  Job *job = job_new (self, "a", 5);

  job->fails = TRUE;
  push (job, self->writer, LINEUP_WRITER_SHORT, NULL, &await);
  g_assert_false (finish (&await, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_log (self, "a runs, a ends, ");
  wait_for_freed (self, 1);
}

/* A job that has not begun is given up at once, although the one before it goes on. */
static void
test_given_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *first = NULL;
  LineupAwait *second = NULL;
  g_autoptr (GError) error = NULL;
  Job *job = job_new (self, "a", 1);

  job->n_waits = 1;
  push (job, self->writer, LINEUP_WRITER_LONG, NULL, &first);
  push (job_new (self, "b", 1), self->writer, LINEUP_WRITER_SHORT, cancellable, &second);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish (&second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (first);
  bring (self);
  g_assert_true (finish (&first, NULL));
  wait_for_freed (self, 2);
  assert_log (self, "a waits, a runs, a ends, ");
}

/* A job that waits is woken, and ends by itself; what it waited for may come later. */
static void
test_woken_to_end (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LineupAwait *await = NULL;
  g_autoptr (GError) error = NULL;
  gpointer ready_data = NULL;
  LineupWriterJobReadyFunc ready = NULL;
  Job *job = job_new (self, "a", 1);

  job->n_waits = 1;
  push (job, self->writer, LINEUP_WRITER_LONG, cancellable, &await);
  ready = steal_ready (self, &ready_data);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish (&await, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_log (self, "a waits, a ends, ");
  wait_for_freed (self, 1);
  ready (ready_data);
}

static gboolean
has_tidied (gpointer user_data)
{
  const Fixture *self = user_data;

  return self->n_tidied > 0;
}

/* Told of once, and only of a job that has something to tell. */
static void
test_tidy (Fixture *self, gconstpointer data)
{
  LineupAwait *awaits[2] = { NULL };
  Job *job = job_new (self, "b", 1);

  job->tidies = TRUE;
  push (job_new (self, "a", 1), self->writer, LINEUP_WRITER_SHORT, NULL, &awaits[0]);
  push (job, self->writer, LINEUP_WRITER_SHORT, NULL, &awaits[1]);
  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    g_assert_true (finish (&awaits[i], NULL));
  lineup_await_until (has_tidied, self);
  wait_for_freed (self, 2);
  lineup_await_nothing ();
  g_assert_cmpuint (self->n_tidied, ==, 1);
}

/* What was pushed while it ran comes behind it. */
static void
test_last (Fixture *self, gconstpointer data)
{
  LineupAwait *awaits[2] = { NULL };
  Job *jobs[2] = { job_new (self, "a", 1), job_new (self, "b", 1) };

  jobs[0]->n_waits = 1;
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      jobs[i]->tidies = TRUE;
      jobs[i]->is_lazy = TRUE;
      push (jobs[i], self->writer, LINEUP_WRITER_SHORT, NULL, &awaits[i]);
    }
  bring (self);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    g_assert_true (finish (&awaits[i], NULL));
  lineup_await_until (has_tidied, self);
  wait_for_freed (self, 2);
  lineup_await_nothing ();
  g_assert_cmpuint (self->n_tidied, ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/writer-job/pieces", test_pieces);
  ADD ("/writer-job/order", test_order);
  ADD ("/writer-job/wait", test_wait);
  ADD ("/writer-job/short-first", test_short_first);
  ADD ("/writer-job/error", test_error);
  ADD ("/writer-job/given-up", test_given_up);
  ADD ("/writer-job/woken-to-end", test_woken_to_end);
  ADD ("/writer-job/tidy", test_tidy);
  ADD ("/writer-job/last", test_last);
  return g_test_run ();
}

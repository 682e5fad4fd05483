/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-writer-pool.h"

#include <sys/resource.h>

/* Niceness of a thread beside those that somebody waits for: it gets a tenth. */
#define NICER 10

/* Niceness, the most that there is. */
#define NICEST 19

typedef enum
{
  STATE_IDLE,    /* without a job */
  STATE_READY,   /* waits for a thread */
  STATE_RUNNING, /* on a thread */
  STATE_WAITING, /* to be woken */
} State;

typedef struct
{
  gpointer data; /* (unowned) */
  LineupWriterLength length;
} Job;

struct _LineupWriterPool
{
  gatomicrefcount references;
  int niceness;                /* of the threads */
  LineupIdleFiles *idle_files; /* (owned) */

  GMutex mutex;      /* guards what follows, and what the writers say it does */
  GQueue ready[2];   /* (element-type LineupWriter) (owned): by the length of their next job */
  guint n_threads;   /* running */
  guint n_long_jobs; /* on threads */
};

struct _LineupWriter
{
  gatomicrefcount references;
  LineupWriterPool *pool; /* (owned) */
  LineupWriterFunc func;
  gpointer user_data; /* (unowned) */

  /* Guarded by the pool's mutex. */
  GQueue jobs; /* (element-type Job) (owned): the first is the one that runs */
  State state;
  gboolean woken; /* while it ran */
};

LineupWriterPool *
lineup_writer_pool_new (void)
{
  LineupWriterPool *self = g_new0 (LineupWriterPool, 1);

  g_atomic_ref_count_init (&self->references);
  self->niceness = MIN (getpriority (PRIO_PROCESS, 0) + NICER, NICEST);
  self->idle_files = lineup_idle_files_new ();
  g_mutex_init (&self->mutex);
  return self;
}

LineupIdleFiles *
lineup_writer_pool_get_idle_files (LineupWriterPool *self)
{
  return self->idle_files;
}

LineupWriterPool *
lineup_writer_pool_ref (LineupWriterPool *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lineup_writer_pool_unref (LineupWriterPool *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  lineup_idle_files_unref (self->idle_files);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

LineupWriter *
lineup_writer_new (LineupWriterPool *pool, LineupWriterFunc func, gpointer user_data)
{
  LineupWriter *self = g_new0 (LineupWriter, 1);

  g_atomic_ref_count_init (&self->references);
  self->pool = lineup_writer_pool_ref (pool);
  self->func = func;
  self->user_data = user_data;
  return self;
}

LineupWriter *
lineup_writer_ref (LineupWriter *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lineup_writer_unref (LineupWriter *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  lineup_writer_pool_unref (self->pool);
  g_free (self);
}

/* Threads */

/* With the mutex: the writer whose turn it is. */
static LineupWriter *
take (LineupWriterPool *self)
{
  LineupWriter *writer = g_queue_pop_head (&self->ready[LINEUP_WRITER_SHORT]);

  if (writer != NULL)
    return writer;
  if (self->n_long_jobs == LINEUP_WRITER_POOL_LONG_THREADS)
    return NULL;
  writer = g_queue_pop_head (&self->ready[LINEUP_WRITER_LONG]);
  if (writer != NULL)
    self->n_long_jobs++;
  return writer;
}

/* With the mutex: the writer waits for its turn. */
static void
make_ready (LineupWriter *self)
{
  const Job *job = g_queue_peek_head (&self->jobs);

  self->state = STATE_READY;
  g_queue_push_tail (&self->pool->ready[job->length], lineup_writer_ref (self));
}

/* With the mutex: what becomes of a writer after a piece of a job. */
static void
end_piece (LineupWriter *self, LineupWriterProgress progress)
{
  if (progress == LINEUP_WRITER_DONE)
    g_free (g_queue_pop_head (&self->jobs));
  if (g_queue_is_empty (&self->jobs))
    self->state = STATE_IDLE;
  else if (progress == LINEUP_WRITER_WAIT && !self->woken)
    self->state = STATE_WAITING;
  else
    make_ready (self);
}

static void
run_piece (LineupWriter *self, const Job *job)
{
  LineupWriterPool *pool = self->pool;
  const LineupWriterLength length = job->length;
  const LineupWriterProgress progress = self->func (job->data, self->user_data);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pool->mutex);

  pool->n_long_jobs -= length == LINEUP_WRITER_LONG;
  end_piece (self, progress);
}

/* The piece that is to be done next. The thread ends when there is none. */
static gboolean
begin_piece (LineupWriterPool *self, LineupWriter **writer, const Job **job)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  *writer = take (self);
  if (*writer == NULL)
    {
      self->n_threads--;
      return FALSE;
    }
  *job = g_queue_peek_head (&(*writer)->jobs);
  (*writer)->state = STATE_RUNNING;
  (*writer)->woken = FALSE;
  return TRUE;
}

static gpointer
run (gpointer user_data)
{
  g_autoptr (LineupWriterPool) self = user_data;
  LineupWriter *writer = NULL;
  const Job *job = NULL;

  /* On Linux this is for the calling thread alone. There is no way back without privileges, so it
   * can't be one of GLib's pools, whose threads serve others afterwards. */
  setpriority (PRIO_PROCESS, 0, self->niceness);
  while (begin_piece (self, &writer, &job))
    {
      run_piece (writer, job);
      lineup_writer_unref (writer);
    }
  return NULL;
}

/* With the mutex: there is one more who is ready. Where no thread can be had, one that runs finds
 * out; without any, nothing would ever be written. */
static void
start_thread (LineupWriterPool *self)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = NULL;

  if (self->n_threads == LINEUP_WRITER_POOL_THREADS)
    return;
  self->n_threads++;
  thread = g_thread_try_new ("writer", run, lineup_writer_pool_ref (self), &error);
  if (thread != NULL)
    {
      g_thread_unref (thread);
      return;
    }
  lineup_writer_pool_unref (self);
  self->n_threads--;
  if (self->n_threads == 0)
    g_error ("Nothing can be written: %s", error->message);
}

void
lineup_writer_push (LineupWriter *self, gpointer data, LineupWriterLength length)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->pool->mutex);
  Job *job = g_new (Job, 1);

  job->data = data;
  job->length = length;
  g_queue_push_tail (&self->jobs, job);
  if (self->state != STATE_IDLE)
    return;
  make_ready (self);
  start_thread (self->pool);
}

gboolean
lineup_writer_is_last (LineupWriter *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->pool->mutex);

  return self->jobs.length == 1;
}

void
lineup_writer_wake (LineupWriter *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->pool->mutex);

  self->woken = TRUE;
  if (self->state != STATE_WAITING)
    return;
  make_ready (self);
  start_thread (self->pool);
}

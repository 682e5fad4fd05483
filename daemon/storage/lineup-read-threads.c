/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-read-threads.h"

#include "lineup-error.h"

struct _LineupReadThreads
{
  gatomicrefcount references; /* each thread has one */
  gint64 idle_time;           /* microseconds */

  GMutex mutex; /* guards what follows */
  GCond pushed;
  GQueue reads; /* (element-type Read) (owned): not begun */
  guint n_threads;
  guint n_idle; /* of them */
};

typedef struct
{
  GTask *task; /* (owned) */
  GTaskThreadFunc func;
} Read;

LineupReadThreads *
lineup_read_threads_new (gint64 idle_time)
{
  LineupReadThreads *self = g_new0 (LineupReadThreads, 1);

  g_atomic_ref_count_init (&self->references);
  self->idle_time = idle_time;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->pushed);
  g_queue_init (&self->reads);
  return self;
}

LineupReadThreads *
lineup_read_threads_ref (LineupReadThreads *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
lineup_read_threads_unref (LineupReadThreads *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->pushed);
  g_free (self);
}

static void
read_free (Read *read)
{
  g_object_unref (read->task);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Read, read_free)

/* Waits for something to do. Without anything the thread is none of ours any more. */
static Read *
take (LineupReadThreads *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const gint64 end = g_get_monotonic_time () + self->idle_time;
  gboolean waits = TRUE;

  self->n_idle++;
  while (self->reads.length == 0 && waits)
    waits = g_cond_wait_until (&self->pushed, &self->mutex, end);
  self->n_idle--;
  if (self->reads.length == 0)
    self->n_threads--;
  return g_queue_pop_head (&self->reads);
}

static gpointer
run (gpointer user_data)
{
  g_autoptr (LineupReadThreads) self = user_data;
  Read *next = NULL;

  while ((next = take (self)) != NULL)
    {
      g_autoptr (Read) read = next;

      read->func (read->task,
                  g_task_get_source_object (read->task),
                  g_task_get_task_data (read->task),
                  g_task_get_cancellable (read->task));
    }
  return NULL;
}

/* Returns whether there is a thread that comes to what was pushed. */
static gboolean
ensure_thread (LineupReadThreads *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  GThread *thread = NULL;

  if (self->n_idle >= self->reads.length || self->n_threads == LINEUP_READ_THREADS_MAX)
    return TRUE;
  thread = g_thread_try_new ("read", run, lineup_read_threads_ref (self), &reason);
  if (thread != NULL)
    {
      g_thread_unref (thread);
      self->n_threads++;
      return TRUE;
    }
  g_atomic_ref_count_dec (&self->references);
  if (self->n_threads > 0)
    return TRUE;
  g_set_error (error,
               LINEUP_ERROR,
               LINEUP_ERROR_DATABASE,
               "There is no thread to read with: %s",
               reason->message);
  return FALSE;
}

static gboolean
push (LineupReadThreads *self, Read *read, GError **error)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_queue_push_tail (&self->reads, read);
  if (!ensure_thread (self, error))
    {
      g_queue_pop_tail (&self->reads);
      return FALSE;
    }
  g_cond_signal (&self->pushed);
  return TRUE;
}

void
lineup_read_threads_push (LineupReadThreads *self, GTask *task, GTaskThreadFunc func)
{
  Read *read = g_new (Read, 1);
  GError *error = NULL;

  read->task = g_object_ref (task);
  read->func = func;
  if (push (self, read, &error))
    return;
  g_task_return_error (task, error);
  read_free (read);
}

guint
lineup_read_threads_count (LineupReadThreads *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n_threads;
}

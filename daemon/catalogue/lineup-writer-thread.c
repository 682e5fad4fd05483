/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-writer-thread.h"

#include <sys/resource.h>

/* A tenth of what a thread gets that somebody waits for. */
#define NICENESS 10

struct _LineupWriterThread
{
  gatomicrefcount references; /* one is the running thread's */
  GFunc func;
  gpointer user_data; /* (unowned) */

  GMutex mutex; /* guards what follows */
  GQueue queue; /* (element-type gpointer) (unowned) */
  gboolean running;
};

LineupWriterThread *
lineup_writer_thread_new (GFunc func, gpointer user_data)
{
  LineupWriterThread *self = g_new0 (LineupWriterThread, 1);

  g_atomic_ref_count_init (&self->references);
  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  return self;
}

void
lineup_writer_thread_free (LineupWriterThread *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
take (LineupWriterThread *self, gpointer *data)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->running = self->queue.length > 0;
  *data = g_queue_pop_head (&self->queue);
  return self->running;
}

static gpointer
run (gpointer user_data)
{
  LineupWriterThread *self = user_data;
  gpointer data = NULL;

  /* On Linux this is for the calling thread alone. There is no way back without privileges, so it
   * can't be one of GLib's pools, whose threads serve others afterwards. */
  setpriority (PRIO_PROCESS, 0, NICENESS);
  while (take (self, &data))
    self->func (data, self->user_data);
  lineup_writer_thread_free (self);
  return NULL;
}

void
lineup_writer_thread_push (LineupWriterThread *self, gpointer data)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_queue_push_tail (&self->queue, data);
  if (self->running)
    return;
  self->running = TRUE;
  g_atomic_ref_count_inc (&self->references);
  g_thread_unref (g_thread_new ("writer", run, self));
}

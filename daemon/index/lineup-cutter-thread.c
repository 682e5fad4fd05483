/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-cutter-thread.h"

#include "lineup-index-batch.h"

#include <sys/resource.h>

/* Batches: that are under way, of which one is being filled and one is being cut. */
#define N_BATCHES 8

/* Batches: as many wait where the thread is behind. */
#define N_BATCHES_BEHIND 4

/* Steps: so much nicer is the thread than who has made it, and what is the nicest. */
#define NICER  5
#define NICEST 19

struct _LineupCutterThread
{
  LineupIndexCutter *cutter;    /* (unowned) */
  GThread *thread;              /* (owned) (nullable): until it has ended */
  GAsyncQueue *empty;           /* (owned) (element-type LineupIndexBatch) */
  GAsyncQueue *full;            /* (owned) (element-type LineupIndexBatch): the last is empty */
  GAsyncQueue *lengths;         /* (owned) (element-type LineupWindowLengths) */
  LineupIndexBatch *batch;      /* (owned) (nullable): that is being filled */
  LineupWindowLengths *current; /* (owned) (nullable): the thread's, of the window at hand */
  GError *error;                /* (owned) (nullable): the thread's, until @has_failed */
  gint has_failed;              /* (atomic) */
  gint is_stopped;              /* (atomic) */
};

/* On the thread. */

static void
hand_out_lengths (LineupCutterThread *self)
{
  if (self->current != NULL)
    g_async_queue_push (self->lengths, g_steal_pointer (&self->current));
}

static guint32 *
get_lengths (LineupCutterThread *self, guint32 row)
{
  const guint window = row / LINEUP_ROW_SET_WINDOW;

  if (self->current == NULL || self->current->window != window)
    {
      hand_out_lengths (self);
      self->current = g_new0 (LineupWindowLengths, 1);
      self->current->window = window;
    }
  return &self->current->values[row % LINEUP_ROW_SET_WINDOW];
}

static gboolean
is_over (LineupCutterThread *self)
{
  return g_atomic_int_get (&self->has_failed) || g_atomic_int_get (&self->is_stopped);
}

static void
cut (LineupCutterThread *self, const LineupIndexRow *row)
{
  if (is_over (self)
      || lineup_index_cutter_add (self->cutter, row, get_lengths (self, row->row), &self->error))
    return;
  g_atomic_int_set (&self->has_failed, TRUE);
}

static gpointer
run (gpointer user_data)
{
  LineupCutterThread *self = user_data;
  gboolean is_last = FALSE;

  /* Linux has a niceness for each thread. */
  setpriority (PRIO_PROCESS, 0, MIN (getpriority (PRIO_PROCESS, 0) + NICER, NICEST));
  while (!is_last)
    {
      LineupIndexBatch *batch = g_async_queue_pop (self->full);
      const LineupIndexRow *row = lineup_index_batch_next (batch);

      is_last = row == NULL;
      for (; row != NULL; row = lineup_index_batch_next (batch))
        cut (self, row);
      g_async_queue_push (self->empty, batch);
    }
  hand_out_lengths (self);
  return NULL;
}

/* On the thread of who has made it. */

static void
free_batch (gpointer batch)
{
  lineup_index_batch_free (batch);
}

LineupCutterThread *
lineup_cutter_thread_new (LineupIndexCutter *cutter)
{
  g_autoptr (LineupCutterThread) self = g_new0 (LineupCutterThread, 1);

  self->cutter = cutter;
  self->empty = g_async_queue_new_full (free_batch);
  self->full = g_async_queue_new_full (free_batch);
  self->lengths = g_async_queue_new_full (g_free);
  for (guint i = 0; i < N_BATCHES; i++)
    g_async_queue_push (self->empty, lineup_index_batch_new ());
  self->batch = g_async_queue_pop (self->empty);
  self->thread = g_thread_try_new ("words", run, self, NULL);
  return self->thread != NULL ? g_steal_pointer (&self) : NULL;
}

/* Waits for the thread. */
static void
hand_over (LineupCutterThread *self)
{
  g_async_queue_push (self->full, g_steal_pointer (&self->batch));
  self->batch = g_async_queue_pop (self->empty);
}

static void
join (LineupCutterThread *self)
{
  if (self->thread == NULL)
    return;
  if (!lineup_index_batch_is_empty (self->batch))
    hand_over (self);
  g_async_queue_push (self->full, g_steal_pointer (&self->batch));
  g_thread_join (g_steal_pointer (&self->thread));
}

void
lineup_cutter_thread_free (LineupCutterThread *self)
{
  g_atomic_int_set (&self->is_stopped, TRUE);
  join (self);
  g_clear_pointer (&self->batch, lineup_index_batch_free);
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  g_async_queue_unref (self->lengths);
  g_free (self->current);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
check (LineupCutterThread *self, GError **error)
{
  if (!g_atomic_int_get (&self->has_failed))
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

gboolean
lineup_cutter_thread_add (LineupCutterThread *self, const LineupIndexRow *row, GError **error)
{
  lineup_index_batch_add (self->batch, row);
  if (!lineup_index_batch_is_full (self->batch))
    return TRUE;
  hand_over (self);
  return check (self, error);
}

gboolean
lineup_cutter_thread_is_behind (LineupCutterThread *self)
{
  return g_async_queue_length (self->full) >= N_BATCHES_BEHIND;
}

gboolean
lineup_cutter_thread_end (LineupCutterThread *self, GError **error)
{
  join (self);
  return check (self, error);
}

LineupWindowLengths *
lineup_cutter_thread_take_lengths (LineupCutterThread *self)
{
  return g_async_queue_try_pop (self->lengths);
}

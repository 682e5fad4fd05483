/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalogue/lineup-job.h"

typedef enum
{
  PHASE_WAITING,
  PHASE_RUNNING,
  PHASE_GIVEN_UP,
} Phase;

LineupJob *
lineup_job_new (LineupJobFunc func, GSourceFunc done)
{
  LineupJob *self = g_new0 (LineupJob, 1);

  self->func = func;
  self->done = done;
  return self;
}

static void
job_free (gpointer data)
{
  LineupJob *self = data;

  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->source);
  g_clear_pointer (&self->details, lineup_details_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/* Always goes through the main loop: g_main_context_invoke() might call at once, on this thread. */
static void
call_main_thread (GTask *task, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, func, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

/* Main thread: the job has been done. */
static gboolean
on_done (gpointer user_data)
{
  LineupJob *self = g_task_get_task_data (user_data);

  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  return self->done (user_data);
}

void
lineup_job_run (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  LineupStore *store = user_data;
  LineupJob *self = g_task_get_task_data (task);

  if (!g_atomic_int_compare_and_exchange (&self->phase, PHASE_WAITING, PHASE_RUNNING))
    return;
  self->func (store, self, &self->error);
  lineup_store_get_state (store, &self->state);
  call_main_thread (task, on_done);

  /* Whoever waits for the job need not wait for this. */
  if (self->tidied == NULL)
    return;
  lineup_store_rest (store);
  lineup_store_get_state (store, &self->tidied_state);
  call_main_thread (task, self->tidied);
}

/* Main thread. */
static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  LineupJob *self = g_task_get_task_data (task);

  if (g_atomic_int_compare_and_exchange (&self->phase, PHASE_WAITING, PHASE_GIVEN_UP))
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

void
lineup_job_push (LineupJob *self, GTask *task, LineupWriterThread *writer)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  /* What is committed is told as such, although it was cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, job_free);
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (
          self->cancel_source, G_SOURCE_FUNC (on_cancelled), g_object_ref (task), g_object_unref);
      g_source_attach (self->cancel_source, g_task_get_context (task));
    }
  lineup_writer_thread_push (writer, g_object_ref (task));
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job.h"

typedef enum
{
  PHASE_WAITING,
  PHASE_RUNNING,
  PHASE_GIVEN_UP,
} Phase;

/* What a source has to wake a job. It may do so when the job is done and gone. */
struct _LineupJobAlarm
{
  LineupWriter *writer; /* (owned) */
  gint is_set;          /* atomic: the source has it, and has not rung it yet */
};

static void
alarm_clear (LineupJobAlarm *alarm)
{
  lineup_writer_unref (alarm->writer);
}

static void
alarm_unref (LineupJobAlarm *alarm)
{
  g_atomic_rc_box_release_full (alarm, (GDestroyNotify)alarm_clear);
}

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
  g_clear_pointer (&self->import, lineup_list_import_free);
  g_clear_pointer (&self->alarm, alarm_unref);
  g_clear_pointer (&self->writer, lineup_writer_unref);
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

/* Whoever waits for the job need not wait for this. */
static void
tidy_up (LineupJob *self, GTask *task, LineupStore *store)
{
  if (self->tidied != NULL)
    {
      lineup_store_rest (store);
      lineup_store_get_state (store, &self->tidied_state);
      call_main_thread (task, self->tidied);
    }
  if (!lineup_writer_is_last (self->writer))
    return;
  if (self->closes)
    lineup_store_close (store);
  else
    lineup_store_pause (store);
}

/* Whether it is to be done, or goes on; it may have been given up before. */
static gboolean
may_run (LineupJob *self)
{
  return g_atomic_int_compare_and_exchange (&self->phase, PHASE_WAITING, PHASE_RUNNING)
         || g_atomic_int_get (&self->phase) == PHASE_RUNNING;
}

LineupWriterProgress
lineup_job_run (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  LineupStore *store = user_data;
  LineupJob *self = g_task_get_task_data (task);
  LineupWriterProgress progress = LINEUP_WRITER_DONE;

  if (!may_run (self))
    return LINEUP_WRITER_DONE;
  progress = self->func (store, self, &self->error);
  if (progress != LINEUP_WRITER_DONE)
    {
      /* The task goes on with the job. */
      g_steal_pointer (&task);
      return progress;
    }
  lineup_store_get_state (store, &self->state);
  call_main_thread (task, on_done);
  tidy_up (self, task, store);
  return LINEUP_WRITER_DONE;
}

static void
ring (gpointer user_data)
{
  LineupJobAlarm *alarm = user_data;

  g_atomic_int_set (&alarm->is_set, FALSE);
  lineup_writer_wake (alarm->writer);
  alarm_unref (alarm);
}

LineupWriterProgress
lineup_job_wait (LineupJob *self)
{
  if (self->alarm == NULL)
    {
      self->alarm = g_atomic_rc_box_new0 (LineupJobAlarm);
      self->alarm->writer = lineup_writer_ref (self->writer);
    }
  /* The writer may have been woken by what another job had waited for. */
  if (g_atomic_int_compare_and_exchange (&self->alarm->is_set, FALSE, TRUE))
    lineup_item_source_wait (self->source, ring, g_atomic_rc_box_acquire (self->alarm));
  return LINEUP_WRITER_WAIT;
}

/* Main thread. */
static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  LineupJob *self = g_task_get_task_data (task);

  if (g_atomic_int_compare_and_exchange (&self->phase, PHASE_WAITING, PHASE_GIVEN_UP))
    g_task_return_error_if_cancelled (task);
  else
    lineup_writer_wake (self->writer);
  return G_SOURCE_REMOVE;
}

void
lineup_job_push (LineupJob *self, GTask *task, LineupWriterLength length, LineupWriter *writer)
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
  self->writer = lineup_writer_ref (writer);
  lineup_writer_push (writer, g_object_ref (task), length);
}

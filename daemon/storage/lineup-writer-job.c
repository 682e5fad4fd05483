/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-writer-job.h"

typedef enum
{
  PHASE_WAITING,
  PHASE_RUNNING,
  PHASE_GIVEN_UP,
} Phase;

/* What a source has to wake a job. It may do so when the job is done and gone. */
typedef struct
{
  LineupWriter *writer; /* (owned) */
  gint is_set;          /* atomic: the source has it, and has not rung it yet */
} Alarm;

struct _LineupWriterJob
{
  const LineupWriterJobFunctions *functions; /* (unowned) */
  gpointer data;                             /* (owned) (nullable) */
  GDestroyNotify data_free;                  /* (nullable) */
  LineupWriter *writer;                      /* (owned) */
  Alarm *alarm;                              /* (owned) (nullable): once it has waited */
  GCancellable *cancellable;                 /* (owned) (nullable): the task's */
  GSource *cancel_source;                    /* (owned) (nullable): main thread only */
  GError *error;                             /* (owned) (nullable): why it failed */
  gint phase;                                /* atomic */
};

static void
alarm_clear (Alarm *alarm)
{
  lineup_writer_unref (alarm->writer);
}

static void
alarm_unref (Alarm *alarm)
{
  g_atomic_rc_box_release_full (alarm, (GDestroyNotify)alarm_clear);
}

static void
job_free (gpointer data)
{
  LineupWriterJob *self = data;

  if (self->data_free != NULL)
    self->data_free (self->data);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_clear_pointer (&self->alarm, alarm_unref);
  g_clear_pointer (&self->writer, lineup_writer_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}

gpointer
lineup_writer_job_get_data (GTask *task)
{
  const LineupWriterJob *self = g_task_get_task_data (task);

  return self->data;
}

GCancellable *
lineup_writer_job_get_cancellable (LineupWriterJob *self)
{
  return self->cancellable;
}

gboolean
lineup_writer_job_is_last (LineupWriterJob *self)
{
  return lineup_writer_is_last (self->writer);
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
  GTask *task = user_data;
  LineupWriterJob *self = g_task_get_task_data (task);

  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  self->functions->done (task, self->data, g_steal_pointer (&self->error));
  return G_SOURCE_REMOVE;
}

/* Main thread: nor is there anything to tidy up any more. */
static gboolean
on_tidied (gpointer user_data)
{
  GTask *task = user_data;
  const LineupWriterJob *self = g_task_get_task_data (task);

  self->functions->tidied (task, self->data);
  return G_SOURCE_REMOVE;
}

/* Whether it is to be done, or goes on; it may have been given up before. */
static gboolean
may_run (LineupWriterJob *self)
{
  return g_atomic_int_compare_and_exchange (&self->phase, PHASE_WAITING, PHASE_RUNNING)
         || g_atomic_int_get (&self->phase) == PHASE_RUNNING;
}

static void
end (LineupWriterJob *self, GTask *task, gpointer target)
{
  const LineupWriterJobFunctions *functions = self->functions;

  if (functions->end != NULL)
    functions->end (target, self->data);
  call_main_thread (task, on_done);
  if (functions->tidy != NULL && functions->tidy (self, target, self->data)
      && functions->tidied != NULL)
    call_main_thread (task, on_tidied);
}

LineupWriterProgress
lineup_writer_job_run (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  LineupWriterJob *self = g_task_get_task_data (task);
  LineupWriterProgress progress = LINEUP_WRITER_DONE;

  if (!may_run (self))
    return LINEUP_WRITER_DONE;
  progress = self->functions->run (self, user_data, self->data, &self->error);
  if (progress == LINEUP_WRITER_DONE)
    end (self, task, user_data);
  else
    /* The task goes on with the job. */
    g_steal_pointer (&task);
  return progress;
}

static void
ring (gpointer user_data)
{
  Alarm *alarm = user_data;

  g_atomic_int_set (&alarm->is_set, FALSE);
  lineup_writer_wake (alarm->writer);
  alarm_unref (alarm);
}

LineupWriterProgress
lineup_writer_job_wait (LineupWriterJob *self, LineupWriterJobWaitFunc wait, gpointer source)
{
  if (self->alarm == NULL)
    {
      self->alarm = g_atomic_rc_box_new0 (Alarm);
      self->alarm->writer = lineup_writer_ref (self->writer);
    }
  /* The writer may have been woken by what another job had waited for. */
  if (g_atomic_int_compare_and_exchange (&self->alarm->is_set, FALSE, TRUE))
    wait (source, ring, g_atomic_rc_box_acquire (self->alarm));
  return LINEUP_WRITER_WAIT;
}

/* Main thread. */
static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  LineupWriterJob *self = g_task_get_task_data (task);

  if (g_atomic_int_compare_and_exchange (&self->phase, PHASE_WAITING, PHASE_GIVEN_UP))
    g_task_return_error_if_cancelled (task);
  else
    lineup_writer_wake (self->writer);
  return G_SOURCE_REMOVE;
}

void
lineup_writer_job_push (const LineupWriterJobFunctions *functions,
                        gpointer data,
                        GDestroyNotify data_free,
                        GTask *task,
                        LineupWriterLength length,
                        LineupWriter *writer)
{
  LineupWriterJob *self = g_new0 (LineupWriterJob, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->functions = functions;
  self->data = data;
  self->data_free = data_free;
  self->writer = lineup_writer_ref (writer);
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
  lineup_writer_push (writer, g_object_ref (task), length);
}

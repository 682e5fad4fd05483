/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-job-runner.h"

#include "lineup-course.h"
#include "lineup-error.h"

struct _LineupJobRunner
{
  GObject parent_instance;

  LineupJobMemory *memory; /* (owned): of the last job that ended */
  LineupHosts *hosts;      /* (owned) */
  char *noun;              /* (owned) */

  LineupCourse *course; /* (owned) (nullable): of the job that runs or waits */
  LineupObstacle obstacle;
  gboolean due; /* a job would begin by itself now, but for @obstacle */
  gboolean enabled;
  gboolean stopped;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LineupJobRunner, lineup_job_runner, G_TYPE_OBJECT)

static void
lineup_job_runner_finalize (GObject *object)
{
  LineupJobRunner *self = LINEUP_JOB_RUNNER (object);

  /* A course holds a reference until it is over. */
  g_assert (self->course == NULL);
  g_clear_object (&self->memory);
  g_clear_object (&self->hosts);
  g_clear_pointer (&self->noun, g_free);

  G_OBJECT_CLASS (lineup_job_runner_parent_class)->finalize (object);
}

static void
lineup_job_runner_class_init (LineupJobRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_job_runner_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_UINT);
  signals[SIGNAL_OVER] = g_signal_new ("over",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       LINEUP_TYPE_JOB);
}

static void
lineup_job_runner_init (LineupJobRunner *self)
{
  self->enabled = TRUE;
}

LineupJobRunner *
lineup_job_runner_new (LineupJobMemory *memory, LineupHosts *hosts, const char *noun)
{
  LineupJobRunner *self = g_object_new (LINEUP_TYPE_JOB_RUNNER, NULL);

  self->memory = g_object_ref (memory);
  self->hosts = g_object_ref (hosts);
  self->noun = g_strdup (noun);
  return self;
}

/* How it is. */

LineupJob *
lineup_job_runner_get_job (LineupJobRunner *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_RUNNER (self), NULL);

  return self->course != NULL ? lineup_course_get_job (self->course) : NULL;
}

static LineupCoursePhase
get_phase (LineupJobRunner *self)
{
  return self->course != NULL ? lineup_course_get_phase (self->course) : LINEUP_COURSE_PHASE_NONE;
}

LineupSyncStatus
lineup_job_runner_get_status (LineupJobRunner *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_RUNNER (self), LINEUP_SYNC_STATUS_PENDING);

  return self->course != NULL && !lineup_course_phase_is_waiting (get_phase (self))
             ? LINEUP_SYNC_STATUS_SYNCING
             : lineup_job_memory_get_record (self->memory)->status;
}

LineupObstacle
lineup_job_runner_get_waiting (LineupJobRunner *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_RUNNER (self), LINEUP_OBSTACLE_NONE);

  if (self->course == NULL)
    return self->due ? self->obstacle : LINEUP_OBSTACLE_NONE;
  if (get_phase (self) == LINEUP_COURSE_PHASE_PUT_OFF)
    return self->obstacle;
  return get_phase (self) == LINEUP_COURSE_PHASE_QUEUED ? LINEUP_OBSTACLE_QUEUE
                                                        : LINEUP_OBSTACLE_NONE;
}

gboolean
lineup_job_runner_is_put_off (LineupJobRunner *self)
{
  g_return_val_if_fail (LINEUP_IS_JOB_RUNNER (self), FALSE);

  return get_phase (self) == LINEUP_COURSE_PHASE_PUT_OFF;
}

void
lineup_job_runner_get_facts (LineupJobRunner *self, LineupScheduleFacts *facts)
{
  g_return_if_fail (LINEUP_IS_JOB_RUNNER (self));

  lineup_job_memory_get_facts (self->memory, facts);
  facts->interrupted = facts->interrupted && self->course == NULL;
}

gboolean
lineup_job_runner_check_time (LineupJobRunner *self)
{
  gint64 now = 0;

  g_return_val_if_fail (LINEUP_IS_JOB_RUNNER (self), FALSE);

  now = lineup_clock_get_seconds (lineup_hosts_get_clock (self->hosts));
  return self->course == NULL && lineup_job_memory_check_time (self->memory, (guint64)now);
}

/* The course of a job. */

static void
on_course_changed (LineupCourse *course, gpointer user_data)
{
  LineupJobRunner *self = user_data;
  const LineupCoursePhase phase = lineup_course_get_phase (course);
  g_autoptr (LineupCourse) over = NULL;

  if (phase != LINEUP_COURSE_PHASE_OVER)
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, (guint)phase);
      return;
    }
  over = g_steal_pointer (&self->course);
  g_signal_emit (self, signals[SIGNAL_OVER], 0, lineup_course_get_job (over));
}

gboolean
lineup_job_runner_may_run (LineupJobRunner *self, GError **error)
{
  g_return_val_if_fail (LINEUP_IS_JOB_RUNNER (self), FALSE);

  if (self->stopped)
    g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN, "lineupd is ending");
  else if (!self->enabled)
    g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_DISABLED, "The account is disabled");
  return !self->stopped && self->enabled;
}

void
lineup_job_runner_set_enabled (LineupJobRunner *self, gboolean enabled)
{
  g_return_if_fail (LINEUP_IS_JOB_RUNNER (self));

  self->enabled = enabled;
  if (!enabled && self->course != NULL)
    lineup_course_cancel (self->course, NULL);
}

/* The job is there before anybody hears of it. */
void
lineup_job_runner_begin (LineupJobRunner *self, LineupJob *job, const char *host, gboolean attended)
{
  g_return_if_fail (LINEUP_IS_JOB_RUNNER (self) && self->course == NULL);

  self->course = lineup_course_new (job, host, self->hosts, self->memory);
  g_signal_connect_data (self->course,
                         "changed",
                         G_CALLBACK (on_course_changed),
                         g_object_ref (self),
                         (GClosureNotify)(void (*) (void))g_object_unref,
                         0);
  lineup_course_start (self->course, attended, self->obstacle);
}

void
lineup_job_runner_attend (LineupJobRunner *self)
{
  g_return_if_fail (LINEUP_IS_JOB_RUNNER (self) && self->course != NULL);

  lineup_course_attend (self->course);
}

void
lineup_job_runner_set_obstacle (LineupJobRunner *self, LineupObstacle obstacle, gboolean due)
{
  g_return_if_fail (LINEUP_IS_JOB_RUNNER (self));

  self->obstacle = obstacle;
  self->due = due;
  if (self->course != NULL)
    lineup_course_set_obstacle (self->course, obstacle);
}

/* The end. */

void
lineup_job_runner_cancel_async (LineupJobRunner *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_JOB_RUNNER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_job_runner_cancel_async);
  if (self->course != NULL)
    lineup_course_cancel (self->course, g_steal_pointer (&task));
  else
    g_task_return_new_error (task,
                             LINEUP_ERROR,
                             LINEUP_ERROR_NOT_RUNNING,
                             "No %s of this account is running",
                             self->noun);
}

gboolean
lineup_job_runner_cancel_finish (LineupJobRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupJobRunner *self = LINEUP_JOB_RUNNER (source);

  lineup_job_runner_cancel_finish (self, result, NULL); /* it is as well if none was running */
  lineup_job_memory_flush (self->memory, user_data);
}

void
lineup_job_runner_stop_async (LineupJobRunner *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_JOB_RUNNER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_job_runner_stop_async);
  self->stopped = TRUE;
  if (self->course != NULL)
    lineup_course_expect_return (self->course);
  lineup_job_runner_cancel_async (self, g_task_get_cancellable (task), on_stopped, task);
}

gboolean
lineup_job_runner_stop_finish (LineupJobRunner *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-step.h"

#include "lineup-error.h"
#include "lineup-retry-policy.h"

struct _LineupStep
{
  GObject parent_instance;

  LineupFetch *fetch;             /* (owned) */
  LineupClock *clock;             /* (owned) */
  LineupTurn *turn;               /* (owned) (nullable) */
  LineupSourceProvider *provider; /* (owned) (nullable): says whose turn */
  guint max_attempts;
  LineupLogContext log; /* its strings: (unowned) */

  LineupStepReport *report; /* (owned) */
  gint64 started;           /* monotonic time */
};

G_DEFINE_FINAL_TYPE (LineupStep, lineup_step, G_TYPE_OBJECT)

static void
lineup_step_finalize (GObject *object)
{
  LineupStep *self = LINEUP_STEP (object);

  g_clear_object (&self->fetch);
  g_clear_object (&self->clock);
  g_clear_object (&self->turn);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->report, lineup_step_report_free);

  G_OBJECT_CLASS (lineup_step_parent_class)->finalize (object);
}

static void
lineup_step_class_init (LineupStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_step_finalize;
}

static void
lineup_step_init (LineupStep *self)
{
}

LineupStep *
lineup_step_new (LineupFetch *fetch,
                 LineupStepReport *owned_report,
                 LineupClock *clock,
                 guint max_attempts,
                 const LineupLogContext *log)
{
  LineupStep *self = g_object_new (LINEUP_TYPE_STEP, NULL);

  self->report = owned_report;
  self->fetch = g_object_ref (fetch);
  self->clock = g_object_ref (clock);
  self->max_attempts = max_attempts;
  self->log = *log;
  self->log.step = lineup_step_report_get_name (self->report);
  return self;
}

void
lineup_step_set_turn (LineupStep *self, LineupTurn *turn, LineupSourceProvider *provider)
{
  g_return_if_fail (LINEUP_IS_STEP (self));

  g_set_object (&self->turn, turn);
  g_set_object (&self->provider, provider);
}

const LineupStepReport *
lineup_step_get_report (LineupStep *self)
{
  g_return_val_if_fail (LINEUP_IS_STEP (self), NULL);

  return self->report;
}

LineupListFigures
lineup_step_get_figures (LineupStep *self)
{
  const LineupListFigures none = { .length = -1 };

  g_return_val_if_fail (LINEUP_IS_STEP (self), none);

  return lineup_fetch_get_figures (self->fetch);
}

static void attempt (GTask *owned_task);

static void
end (LineupStep *self, LineupOutcome outcome)
{
  const gint64 now = lineup_clock_get_monotonic_time (self->clock);

  self->report->outcome = outcome;
  self->report->duration_ms = (guint64)(now - self->started) / 1000;
}

static void
on_slept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupStep *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (lineup_clock_sleep_finish (LINEUP_CLOCK (source), result, &error))
    {
      attempt (g_steal_pointer (&task));
      return;
    }
  lineup_step_report_set_error (self->report, error);
  end (self, LINEUP_OUTCOME_CANCELLED);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
end_attempt_with_error (GTask *owned_task, GError *owned_error)
{
  g_autoptr (GTask) task = owned_task;
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = owned_error;
  LineupStep *self = g_task_get_source_object (task);
  const gboolean cancelled = lineup_error_is_cancelled (error);
  gint64 delay = -1;

  if (!cancelled && self->report->attempts < self->max_attempts)
    delay = lineup_retry_policy_get_delay (error, self->report->attempts, g_random_double ());

  if (delay >= 0)
    {
      lineup_log (G_LOG_LEVEL_INFO,
                  &self->log,
                  error,
                  "attempt %u failed, the next follows in %.1f s",
                  self->report->attempts,
                  (double)delay / G_USEC_PER_SEC);
      lineup_clock_sleep_async (self->clock, delay, cancellable, on_slept, g_steal_pointer (&task));
      return;
    }

  lineup_step_report_set_error (self->report, error);
  end (self, cancelled ? LINEUP_OUTCOME_CANCELLED : LINEUP_OUTCOME_FAILED);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_attempted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupStep *self = g_task_get_source_object (task);
  LineupStepReport *report = self->report;
  GError *error = NULL;
  const gboolean whole = lineup_fetch_attempt_finish (self->fetch, result, report, &error);
  const LineupListFigures figures = lineup_fetch_get_figures (self->fetch);

  report->bytes += figures.bytes;
  report->http_status = figures.http_status;
  if (!whole)
    {
      end_attempt_with_error (g_steal_pointer (&task), error);
      return;
    }
  end (self, report->outcome);
  g_task_return_boolean (task, TRUE);
}

static void
run_attempt (GTask *owned_task)
{
  LineupStep *self = g_task_get_source_object (owned_task);

  self->report->http_status = 0;
  self->report->attempts++;
  lineup_fetch_attempt_async (
      self->fetch, g_task_get_cancellable (owned_task), on_attempted, owned_task);
}

static void
on_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (lineup_turn_take_finish (LINEUP_TURN (source), result, &error))
    run_attempt (g_steal_pointer (&task));
  else
    end_attempt_with_error (g_steal_pointer (&task), error);
}

/* The source may be at another host by now. */
static void
attempt (GTask *owned_task)
{
  LineupStep *self = g_task_get_source_object (owned_task);

  if (self->turn == NULL)
    run_attempt (owned_task);
  else
    lineup_turn_take_async (self->turn,
                            lineup_source_provider_get_host (self->provider),
                            g_task_get_cancellable (owned_task),
                            on_turn,
                            owned_task);
}

void
lineup_step_run_async (LineupStep *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_STEP (self));

  task = g_task_new (self, cancellable, callback, user_data);
  /* A list that was committed just before the cancellation is a success. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_step_run_async);
  self->started = lineup_clock_get_monotonic_time (self->clock);
  attempt (g_steal_pointer (&task));
}

gboolean
lineup_step_run_finish (LineupStep *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

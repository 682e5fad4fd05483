/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-sync.h"

#include "lineup-account-check.h"
#include "lineup-error.h"
#include "lineup-list-fetch.h"
#include "lineup-log.h"
#include "lineup-progress.h"
#include "lineup-retry-policy.h"
#include "lineup-step.h"
#include "lineup-sync-phase.h"

/* Steps whose lists were none, after which there is none to be had. */
#define SHUT_OUT_STEPS 2

struct _LineupSync
{
  GObject parent_instance;

  char *account; /* (owned) */
  guint64 job;
  LineupSyncOptions options;
  LineupSourceProvider *provider; /* (owned) */
  LineupTurn *turn;               /* (owned) (nullable): while it has a course */
  LineupCatalogue *catalogue;     /* (owned) */
  LineupClock *clock;             /* (owned) */

  LineupSyncPhase phase;    /* set by advance() alone */
  LineupSource *source;     /* (owned) (nullable): once the provider has given it */
  LineupStep *step;         /* (owned) (nullable): the running one */
  GSource *progress_source; /* (owned) (nullable): while a step runs */
  LineupProgress progress;
  LineupSyncFigures figures;
  guint64 expected[LINEUP_N_LISTS]; /* items that were stored when it began */
  GPtrArray *reports;               /* (owned) (element-type LineupStepReport) */
  LineupList list;                  /* the last of the steps that have begun, or none */
  LineupListSet steps;              /* that have not begun */
  gboolean attended;                /* a person waits for it */
  guint n_shut_out;        /* steps in a row, from the first on, that got the account for a list */
  LineupAccountInfo *info; /* (owned) (nullable): what the panel says of the account, if asked */
  gboolean holding;        /* is to be held at the end of the step */
  GTask *held;             /* (owned) (nullable): while it is */
  LineupSyncStatus status;
  gint64 started; /* monotonic time */
  gint64 ended;   /* monotonic time, once it is over */
};

enum
{
  SIGNAL_ACCOUNT,
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void lineup_sync_iface_init (LineupJobInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupSync,
                               lineup_sync,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_JOB, lineup_sync_iface_init))

static void
lineup_sync_finalize (GObject *object)
{
  LineupSync *self = LINEUP_SYNC (object);

  /* A running step holds a reference. */
  g_assert (self->step == NULL);
  g_assert (self->held == NULL);
  g_assert (self->progress_source == NULL);
  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->provider);
  g_clear_object (&self->turn);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->clock);
  g_clear_object (&self->source);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_pointer (&self->info, lineup_account_info_free);

  G_OBJECT_CLASS (lineup_sync_parent_class)->finalize (object);
}

static void
lineup_sync_class_init (LineupSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_sync_finalize;

  signals[SIGNAL_ACCOUNT] = g_signal_new ("account",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_POINTER);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           3,
                                           G_TYPE_UINT,
                                           G_TYPE_UINT,
                                           G_TYPE_POINTER);
}

static void
lineup_sync_init (LineupSync *self)
{
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_step_report_free);
  self->phase = LINEUP_SYNC_PHASE_NEW;
  self->status = LINEUP_SYNC_STATUS_SYNCING;
  self->list = LINEUP_LIST_NONE;
}

/* The only way from phase to phase. */
static void
advance (LineupSync *self, LineupSyncEvent event)
{
  const LineupSyncPhase phase = lineup_sync_phase_after (self->phase, event);

  g_assert (phase != LINEUP_SYNC_PHASE_NONE);
  self->phase = phase;
  if (lineup_sync_phase_is_over (phase))
    self->ended = lineup_clock_get_monotonic_time (self->clock);
  if (lineup_sync_phase_is_held (phase))
    lineup_job_emit_held (LINEUP_JOB (self));
}

LineupSync *
lineup_sync_new (const char *account,
                 guint64 job,
                 const LineupSyncOptions *options,
                 LineupSourceProvider *provider,
                 LineupCatalogue *catalogue,
                 LineupClock *clock)
{
  LineupSync *self = g_object_new (LINEUP_TYPE_SYNC, NULL);

  self->account = g_strdup (account);
  self->job = job;
  self->options = *options;
  self->provider = g_object_ref (provider);
  self->catalogue = g_object_ref (catalogue);
  self->clock = g_object_ref (clock);
  self->started = lineup_clock_get_monotonic_time (clock);
  return self;
}

guint64
lineup_sync_get_job (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), 0);

  return self->job;
}

LineupSyncStatus
lineup_sync_get_status (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), LINEUP_SYNC_STATUS_FAILED);

  return self->status;
}

guint
lineup_sync_get_percentage (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), 0);

  return self->progress.percentage;
}

LineupList
lineup_sync_get_step (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), LINEUP_LIST_NONE);

  return self->list;
}

GPtrArray *
lineup_sync_get_reports (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), NULL);

  return self->reports;
}

guint64
lineup_sync_get_duration_ms (LineupSync *self)
{
  gint64 until = 0;

  g_return_val_if_fail (LINEUP_IS_SYNC (self), 0);

  until = lineup_sync_phase_is_over (self->phase) ? self->ended
                                                  : lineup_clock_get_monotonic_time (self->clock);
  return (guint64)(until - self->started) / 1000;
}

guint64
lineup_sync_get_generation (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), 0);

  return lineup_catalogue_get_generation (self->catalogue);
}

gboolean
lineup_sync_has_source (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), FALSE);

  return self->source != NULL;
}

gboolean
lineup_sync_is_cancelled (LineupSync *self)
{
  g_return_val_if_fail (LINEUP_IS_SYNC (self), FALSE);

  return self->phase == LINEUP_SYNC_PHASE_CANCELLED;
}

static void
emit_progress (LineupSync *self, guint percentage, LineupList list)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, percentage, (guint)list, &self->figures);
}

/* Progress of a running step. */

static void
sample_step (LineupSync *self, LineupList list)
{
  const LineupListFigures figures = lineup_step_get_figures (self->step);

  /* The items of an attempt that failed arrive again in the next. */
  if (!lineup_list_has_categories (list))
    self->figures.kinds[lineup_list_get_kind (list)] = figures.items;
  self->figures.items = figures.items;
  self->figures.bytes = figures.bytes;
}

static gboolean
on_progress_due (gpointer user_data)
{
  LineupSync *self = user_data;
  const LineupList list = lineup_step_get_report (self->step)->list;
  const guint64 items = self->figures.items;
  const guint64 bytes = self->figures.bytes;
  guint percentage = 0;

  sample_step (self, list);
  if (self->figures.items == items && self->figures.bytes == bytes)
    return G_SOURCE_CONTINUE;

  percentage = lineup_progress_update (&self->progress,
                                       list,
                                       self->figures.items,
                                       self->expected[list],
                                       self->figures.bytes,
                                       lineup_step_get_figures (self->step).length);
  emit_progress (self, percentage, list);
  return G_SOURCE_CONTINUE;
}

/* The end. */

static void
end (GTask *owned_task, const GError *error)
{
  g_autoptr (GTask) task = owned_task;
  LineupSync *self = g_task_get_source_object (task);
  LineupList list = LINEUP_LIST_CHANNEL_CATEGORIES;

  while (lineup_list_set_take_first (&self->steps, &list))
    {
      LineupStepReport *report = lineup_step_report_new (list, LINEUP_OUTCOME_SKIPPED);

      if (error != NULL)
        lineup_step_report_set_error (report, error);
      g_ptr_array_add (self->reports, report);
    }

  self->status = lineup_sync_status_of_reports (self->reports, self->figures.step_count);
  advance (self,
           lineup_error_is_cancelled (error) ? LINEUP_SYNC_EVENT_CANCEL : LINEUP_SYNC_EVENT_END);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

/* The steps. */

static void run_next_step (GTask *task);
static void get_source (GTask *owned_task);

/* Whether the last step could not reach the panel. */
static gboolean
is_out_of_reach (LineupSync *self)
{
  const LineupStepReport *last = self->reports->len > 0
                                     ? self->reports->pdata[self->reports->len - 1]
                                     : NULL;

  return last != NULL
         && (g_error_matches (last->error, LINEUP_ERROR, LINEUP_ERROR_OFFLINE)
             || g_error_matches (last->error, LINEUP_ERROR, LINEUP_ERROR_TIMEOUT));
}

static void
log_step (LineupSync *self, const LineupStepReport *report, const GError *error)
{
  const LineupLogContext context = {
    .account = self->account,
    .job = self->job,
    .step = lineup_list_to_string (report->list),
  };

  lineup_log (error == NULL || lineup_error_is_cancelled (error) ? G_LOG_LEVEL_INFO
                                                                 : G_LOG_LEVEL_WARNING,
              &context,
              error,
              "%s: %" G_GUINT64_FORMAT " seen, %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT
              " changed, %" G_GUINT64_FORMAT " removed, %" G_GUINT64_FORMAT
              " rejected in %" G_GUINT64_FORMAT " ms",
              lineup_outcome_to_string (report->outcome),
              report->seen,
              report->added,
              report->changed,
              report->removed,
              report->rejected,
              report->duration_ms);
}

/* Whether the panel answers whatever it is asked with the account: xtream-wire-format has some do
 * so to banned accounts of which they say that all is well. One such answer may be to an action
 * that the panel does not know. */
static gboolean
is_shut_out (LineupSync *self, const GError *error)
{
  if (lineup_error_has_trait (error, LINEUP_ERROR_TRAIT_ACCOUNT)
      && self->n_shut_out == self->reports->len - 1)
    self->n_shut_out++;
  return self->n_shut_out >= SHUT_OUT_STEPS && self->n_shut_out == self->reports->len;
}

static void
end_shut_out (GTask *owned_task)
{
  LineupSync *self = g_task_get_source_object (owned_task);
  const LineupLogContext context = { .account = self->account, .job = self->job };
  g_autoptr (GError) error = g_error_new_literal (
      LINEUP_ERROR, LINEUP_ERROR_ACCOUNT_EXPIRED, LINEUP_ACCOUNT_CHECK_NO_LISTS);

  lineup_log (G_LOG_LEVEL_WARNING, &context, error, "no list is asked for any more");
  if (self->info != NULL)
    {
      self->info->status = LINEUP_ACCOUNT_STATUS_BANNED;
      g_signal_emit (self, signals[SIGNAL_ACCOUNT], 0, self->info);
    }
  end (owned_task, error);
}

static void
on_step_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  LineupSync *self = g_task_get_source_object (task);
  g_autoptr (LineupStep) step = g_object_ref (LINEUP_STEP (source));
  const LineupStepReport *report = lineup_step_get_report (step);
  const gboolean whole = lineup_step_run_finish (step, result, &error);

  lineup_clock_clear_source (&self->progress_source);
  sample_step (self, report->list);
  g_clear_object (&self->step);
  g_ptr_array_add (self->reports, lineup_step_report_copy (report));
  log_step (self, report, error);

  if (!whole && lineup_error_is_cancelled (error))
    {
      end (g_steal_pointer (&task), error);
      return;
    }

  if (!whole)
    self->figures.errors++;
  emit_progress (self, lineup_progress_end_step (&self->progress, report->list), report->list);
  if (is_shut_out (self, error))
    end_shut_out (g_steal_pointer (&task));
  else
    run_next_step (g_steal_pointer (&task));
}

/* The task is kept until lineup_sync_go_on(). */
static void
wait (GTask *owned_task, LineupSyncEvent event)
{
  LineupSync *self = g_task_get_source_object (owned_task);

  self->held = owned_task;
  advance (self, event);
}

static void
run_next_step (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSync *self = g_task_get_source_object (task);
  const LineupLogContext context = { .account = self->account, .job = self->job };
  g_autoptr (LineupFetch) fetch = NULL;
  g_autoptr (GError) error = NULL;

  if (self->steps == 0)
    {
      end (g_steal_pointer (&task), NULL);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      end (g_steal_pointer (&task), error);
      return;
    }
  if (self->holding)
    {
      wait (g_steal_pointer (&task), LINEUP_SYNC_EVENT_HOLD);
      return;
    }

  advance (self, LINEUP_SYNC_EVENT_STEP);
  lineup_list_set_take_first (&self->steps, &self->list);
  /* A panel that was out of reach a moment ago costs one request, not another round of retries. */
  fetch = lineup_list_fetch_new (self->list, self->source, self->catalogue, self->options.flags);
  self->step = lineup_step_new (fetch,
                                lineup_step_report_new (self->list, LINEUP_OUTCOME_FAILED),
                                self->clock,
                                is_out_of_reach (self) ? 1 : LINEUP_RETRY_POLICY_MAX_ATTEMPTS,
                                &context);
  lineup_step_set_turn (self->step, self->turn, self->provider);
  self->figures.step_index++;
  self->figures.expected_items = self->expected[self->list];
  self->figures.items = 0;
  self->figures.bytes = 0;
  emit_progress (self, self->progress.percentage, self->list);
  self->progress_source = lineup_clock_add_timeout (
      self->clock, LINEUP_SYNC_PROGRESS_INTERVAL, on_progress_due, self);
  lineup_step_run_async (self->step, cancellable, on_step_run, g_steal_pointer (&task));
}

/* What comes before the steps: the catalogue, the source, the account. */

/* A cancellation is nobody's fault. */
static void
complain (LineupSync *self, const GError *error, const char *what)
{
  const LineupLogContext context = { .account = self->account, .job = self->job };

  if (!lineup_error_is_cancelled (error))
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "%s", what);
}

/* xtream-wire-format: an answer that can't be read says nothing of the lists; a panel that is out
 * of reach or refuses would only do so six times more. */
static gboolean
allows_steps (const GError *error)
{
  return error == NULL || g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_MALFORMED_DATA);
}

static void
on_account_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupSync *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  lineup_account_check_finish (LINEUP_SOURCE (source), result, &self->info, &error);
  if (self->info != NULL)
    g_signal_emit (self, signals[SIGNAL_ACCOUNT], 0, self->info);
  if (error != NULL)
    complain (self, error, "the account request failed");

  if (allows_steps (error))
    run_next_step (g_steal_pointer (&task));
  else
    end (g_steal_pointer (&task), error);
}

/* Whether the credentials are to be waited for, with the task, which is taken only then: until the
 * keyring is unlocked, or because there is a person now who was not there before, and can be asked
 * to. */
static gboolean
wait_for_keyring (LineupSync *self, GTask *task, const GError *error)
{
  if (!g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED))
    return FALSE;
  if (self->holding)
    wait (task, LINEUP_SYNC_EVENT_LOCK);
  else if (self->attended && self->phase == LINEUP_SYNC_PHASE_LOOKING_UP)
    get_source (task);
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_account_fresh (LineupSync *self)
{
  const gint64 now = lineup_clock_get_monotonic_time (self->clock);

  return self->options.account_known && now - self->started < LINEUP_SYNC_ACCOUNT_FRESH;
}

static void
on_source_provided (GObject *provider, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSync *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  self->source = lineup_source_provider_get_source_finish (
      LINEUP_SOURCE_PROVIDER (provider), result, &error);
  if (wait_for_keyring (self, task, error))
    {
      g_steal_pointer (&task);
      return;
    }
  if (self->source == NULL)
    {
      complain (self, error, "there are no credentials");
      end (g_steal_pointer (&task), error);
      return;
    }
  if (is_account_fresh (self))
    {
      run_next_step (g_steal_pointer (&task));
      return;
    }
  advance (self, LINEUP_SYNC_EVENT_CHECK);
  lineup_account_check_async (self->source,
                              self->clock,
                              LINEUP_RETRY_POLICY_MAX_ATTEMPTS,
                              cancellable,
                              on_account_checked,
                              g_steal_pointer (&task));
}

static void
get_source (GTask *owned_task)
{
  LineupSync *self = g_task_get_source_object (owned_task);

  advance (self, self->attended ? LINEUP_SYNC_EVENT_ASK : LINEUP_SYNC_EVENT_LOOK_UP);
  lineup_source_provider_get_source_async (self->provider,
                                           self->attended ? LINEUP_SYNC_PATIENCE : 0,
                                           g_task_get_cancellable (owned_task),
                                           on_source_provided,
                                           owned_task);
}

static void
on_catalogue_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  LineupSync *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!lineup_catalogue_open_finish (LINEUP_CATALOGUE (source), result, &error))
    {
      complain (self, error, "the catalogue can't be opened");
      end (g_steal_pointer (&task), error);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      end (g_steal_pointer (&task), error);
      return;
    }

  for (guint list = 0; list < LINEUP_N_LISTS; list++)
    self->expected[list] = lineup_catalogue_get_count (self->catalogue, (LineupList)list);
  lineup_progress_init (&self->progress, self->options.steps, self->expected);
  get_source (g_steal_pointer (&task));
}

/* As a job. */

static void
lineup_sync_get_facts (LineupJob *job, LineupJobFacts *facts)
{
  LineupSync *self = LINEUP_SYNC (job);

  facts->account = self->account;
  facts->id = self->job;
  facts->status = self->status;
  facts->percentage = self->progress.percentage;
  facts->duration_ms = lineup_sync_get_duration_ms (self);
  facts->has_begun = self->phase != LINEUP_SYNC_PHASE_NEW;
  facts->has_source = self->source != NULL;
  facts->is_cancelled = self->phase == LINEUP_SYNC_PHASE_CANCELLED;
}

static void
lineup_sync_set_attended (LineupJob *job, gboolean attended)
{
  LINEUP_SYNC (job)->attended = attended;
}

static void
lineup_sync_set_turn (LineupJob *job, LineupTurn *turn)
{
  g_set_object (&LINEUP_SYNC (job)->turn, turn);
}

static void
lineup_sync_hold (LineupJob *job)
{
  LINEUP_SYNC (job)->holding = TRUE;
}

static void
lineup_sync_go_on (LineupJob *job)
{
  LineupSync *self = LINEUP_SYNC (job);

  self->holding = FALSE;
  if (self->phase == LINEUP_SYNC_PHASE_HELD)
    run_next_step (g_steal_pointer (&self->held));
  else if (self->phase == LINEUP_SYNC_PHASE_LOCKED)
    get_source (g_steal_pointer (&self->held));
}

static void
lineup_sync_run_async (LineupJob *job,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  LineupSync *self = LINEUP_SYNC (job);
  GTask *task = NULL;

  g_return_if_fail (self->options.steps != 0);

  task = g_task_new (self, cancellable, callback, user_data);
  /* A sync whose last step was committed before the cancellation is complete. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_sync_run_async);
  self->steps = self->options.steps;
  self->figures.step_count = lineup_list_set_count (self->steps);
  advance (self, LINEUP_SYNC_EVENT_RUN);
  lineup_catalogue_open_async (self->catalogue, cancellable, on_catalogue_opened, task);
}

static gboolean
lineup_sync_run_finish (LineupJob *job, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, job), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_sync_iface_init (LineupJobInterface *iface)
{
  iface->noun = "sync";
  iface->get_facts = lineup_sync_get_facts;
  iface->set_attended = lineup_sync_set_attended;
  iface->set_turn = lineup_sync_set_turn;
  iface->hold = lineup_sync_hold;
  iface->go_on = lineup_sync_go_on;
  iface->run_async = lineup_sync_run_async;
  iface->run_finish = lineup_sync_run_finish;
}

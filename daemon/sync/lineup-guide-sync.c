/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-guide-sync.h"

#include "lineup-error.h"
#include "lineup-guide-fetch.h"
#include "lineup-guide-phase.h"
#include "lineup-guide-progress.h"
#include "lineup-log.h"
#include "lineup-retry-policy.h"
#include "lineup-step.h"
#include "lineup-sync.h"

struct _LineupGuideSync
{
  GObject parent_instance;

  char *account; /* (owned) */
  guint64 job;
  char **wanted; /* (owned) (nullable): ids of the sources that were asked for */
  LineupImportFlags flags;
  LineupGuideOpener *opener;      /* (owned) */
  LineupGuide *guide;             /* (owned) */
  LineupGuideMatching *matching;  /* (owned) */
  LineupClock *clock;             /* (owned) */
  LineupSourceProvider *provider; /* (owned) (nullable) */
  LineupTurn *turn;               /* (owned) (nullable): while it has a course */
  GHashTable *expected;           /* (owned) (element-type utf8 guint64): bytes, by the source */

  LineupGuidePhase phase;   /* set by advance() alone */
  LineupMatchPlan *plan;    /* (owned) (nullable): once it is made */
  GQueue sources;           /* (element-type utf8): that were not read yet */
  guint n_sources;          /* that it is to read */
  char *source;             /* (owned): the last of those that have begun, or empty */
  LineupGuideFetch *fetch;  /* (owned) (nullable): of the running step */
  LineupStep *step;         /* (owned) (nullable): the running one */
  GSource *progress_source; /* (owned) (nullable): while a step runs */
  LineupGuideProgress progress;
  guint64 programmes;        /* of sources that have ended */
  guint64 bytes;             /* of sources that have ended */
  LineupListFigures figures; /* of the running step, as last told */
  GPtrArray *reports;        /* (owned) (element-type LineupStepReport) */
  gboolean attended;         /* a person waits for it */
  gboolean asks;             /* the person may be asked by the running step */
  gboolean has_plan;         /* which sources there are is known */
  gboolean is_unmatched;     /* channels may not be matched with what is there */
  gboolean is_expired;       /* what is past for too long was taken away */
  gboolean holding;          /* is to be held before what comes next */
  GTask *held;               /* (owned) (nullable): while it is */
  GCancellable *current;     /* (owned) (nullable): of what it is at */
  gulong cancel_handler;
  LineupSyncStatus status;
  gint64 started; /* monotonic time */
  gint64 ended;   /* monotonic time, once it is over */
};

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void lineup_guide_sync_iface_init (LineupJobInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupGuideSync,
                               lineup_guide_sync,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_JOB,
                                                      lineup_guide_sync_iface_init))

static void
lineup_guide_sync_finalize (GObject *object)
{
  LineupGuideSync *self = LINEUP_GUIDE_SYNC (object);

  /* A running step holds a reference. */
  g_assert (self->step == NULL);
  g_assert (self->held == NULL);
  g_assert (self->progress_source == NULL);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->wanted, g_strfreev);
  g_clear_object (&self->opener);
  g_clear_object (&self->guide);
  g_clear_object (&self->matching);
  g_clear_object (&self->clock);
  g_clear_object (&self->provider);
  g_clear_object (&self->turn);
  g_clear_pointer (&self->expected, g_hash_table_unref);
  g_clear_pointer (&self->plan, lineup_match_plan_unref);
  g_queue_clear_full (&self->sources, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_object (&self->fetch);
  g_clear_object (&self->current);
  g_clear_pointer (&self->reports, g_ptr_array_unref);

  G_OBJECT_CLASS (lineup_guide_sync_parent_class)->finalize (object);
}

static void
lineup_guide_sync_class_init (LineupGuideSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lineup_guide_sync_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           4,
                                           G_TYPE_UINT,
                                           G_TYPE_STRING,
                                           G_TYPE_UINT64,
                                           G_TYPE_UINT64);
}

static void
lineup_guide_sync_init (LineupGuideSync *self)
{
  self->phase = LINEUP_GUIDE_PHASE_NEW;
  self->status = LINEUP_SYNC_STATUS_SYNCING;
  self->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify)lineup_step_report_free);
  self->source = g_strdup ("");
  self->is_unmatched = TRUE;
  g_queue_init (&self->sources);
}

/* The only way from phase to phase. */
static void
advance (LineupGuideSync *self, LineupGuideEvent event)
{
  const LineupGuidePhase phase = lineup_guide_phase_after (self->phase, event);

  g_assert (phase != LINEUP_GUIDE_PHASE_NONE);
  self->phase = phase;
  if (lineup_guide_phase_is_over (phase))
    self->ended = lineup_clock_get_monotonic_time (self->clock);
  if (phase == LINEUP_GUIDE_PHASE_HELD)
    lineup_job_emit_held (LINEUP_JOB (self));
}

LineupGuideSync *
lineup_guide_sync_new (const char *account,
                       guint64 job,
                       const LineupGuideSyncOptions *options,
                       const LineupGuideSyncParts *parts,
                       const LineupGuideState *state)
{
  LineupGuideSync *self = g_object_new (LINEUP_TYPE_GUIDE_SYNC, NULL);

  self->account = g_strdup (account);
  self->job = job;
  self->wanted = g_strdupv ((char **)(gpointer)options->sources);
  self->flags = options->flags;
  self->opener = g_object_ref (parts->opener);
  self->guide = g_object_ref (parts->guide);
  self->matching = g_object_ref (parts->matching);
  self->clock = g_object_ref (parts->clock);
  g_set_object (&self->provider, parts->provider);
  self->started = lineup_clock_get_monotonic_time (self->clock);
  for (guint i = 0; i < state->reports->len; i++)
    {
      const LineupStepReport *report = state->reports->pdata[i];

      g_hash_table_insert (self->expected,
                           g_strdup (report->source),
                           g_memdup2 (&report->bytes, sizeof report->bytes));
    }
  return self;
}

const char *
lineup_guide_sync_get_source (LineupGuideSync *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SYNC (self), NULL);

  return self->source;
}

GPtrArray *
lineup_guide_sync_get_reports (LineupGuideSync *self)
{
  g_return_val_if_fail (LINEUP_IS_GUIDE_SYNC (self), NULL);

  return self->reports;
}

/* Progress. */

static void
emit_progress (LineupGuideSync *self)
{
  g_signal_emit (self,
                 signals[SIGNAL_PROGRESS],
                 0,
                 self->progress.percentage,
                 self->source,
                 self->programmes + self->figures.items,
                 self->bytes + self->figures.bytes);
}

static guint64
get_expected (LineupGuideSync *self, const char *source)
{
  const guint64 *bytes = g_hash_table_lookup (self->expected, source);

  return bytes != NULL ? *bytes : 0;
}

static gboolean
on_progress_due (gpointer user_data)
{
  LineupGuideSync *self = user_data;
  const LineupListFigures before = self->figures;

  self->figures = lineup_step_get_figures (self->step);
  if (self->figures.items == before.items && self->figures.bytes == before.bytes)
    return G_SOURCE_CONTINUE;
  lineup_guide_progress_update (&self->progress,
                                self->figures.bytes,
                                self->figures.length,
                                get_expected (self, self->source));
  emit_progress (self);
  return G_SOURCE_CONTINUE;
}

/* The end. */

static void
skip_sources (LineupGuideSync *self, const GError *error)
{
  while (!g_queue_is_empty (&self->sources))
    {
      g_autofree char *source = g_queue_pop_head (&self->sources);
      LineupStepReport *report = lineup_step_report_new_for_source (source, LINEUP_OUTCOME_SKIPPED);

      if (error != NULL)
        lineup_step_report_set_error (report, error);
      g_ptr_array_add (self->reports, report);
    }
}

/* Why nothing came of it, if nothing did. */
static const GError *
find_error (LineupGuideSync *self)
{
  const LineupStepReport *first = self->reports->len > 0 ? self->reports->pdata[0] : NULL;

  return self->status == LINEUP_SYNC_STATUS_FAILED && first != NULL ? first->error : NULL;
}

static void
end (GTask *owned_task, const GError *cause)
{
  g_autoptr (GTask) task = owned_task;
  LineupGuideSync *self = g_task_get_source_object (task);
  const gboolean cancelled = lineup_error_is_cancelled (cause);
  const GError *error = cause;

  skip_sources (self, cause);
  self->status = lineup_sync_status_of_reports (self->reports, self->n_sources);
  if (cause != NULL && !self->has_plan)
    self->status = LINEUP_SYNC_STATUS_FAILED;
  else if (cause != NULL && self->status == LINEUP_SYNC_STATUS_COMPLETED)
    self->status = LINEUP_SYNC_STATUS_PARTIAL;
  if (cause == NULL)
    {
      error = find_error (self);
      self->progress.percentage = 100;
      emit_progress (self);
    }
  g_clear_signal_handler (&self->cancel_handler, g_task_get_cancellable (task));
  advance (self, cancelled ? LINEUP_GUIDE_EVENT_CANCEL : LINEUP_GUIDE_EVENT_END);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

/* What it is at can be given up alone. */

static void
on_cancelled (LineupGuideSync *self)
{
  if (self->current != NULL)
    g_cancellable_cancel (self->current);
}

static GCancellable *
renew_cancellable (LineupGuideSync *self, GTask *task)
{
  g_clear_object (&self->current);
  self->current = g_cancellable_new ();
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_cancellable_cancel (self->current);
  return self->current;
}

/* Whether what has ended was given up for others, so that it is to be begun anew. */
static gboolean
was_given_up (LineupGuideSync *self, GTask *task, const GError *error)
{
  return self->holding && lineup_error_is_cancelled (error)
         && !g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

static void go_further (GTask *owned_task);

/* The sources. */

static void
log_step (LineupGuideSync *self, const LineupStepReport *report)
{
  const LineupLogContext context = {
    .account = self->account,
    .job = self->job,
    .step = report->source,
  };

  lineup_log (report->outcome == LINEUP_OUTCOME_FAILED ? G_LOG_LEVEL_WARNING : G_LOG_LEVEL_INFO,
              &context,
              report->error,
              "guide %s: %" G_GUINT64_FORMAT " seen, %" G_GUINT64_FORMAT
              " added, %" G_GUINT64_FORMAT " changed, %" G_GUINT64_FORMAT
              " removed, %" G_GUINT64_FORMAT " rejected in %" G_GUINT64_FORMAT " ms",
              lineup_outcome_to_string (report->outcome),
              report->seen,
              report->added,
              report->changed,
              report->removed,
              report->rejected,
              report->duration_ms);
}

/* Whether a source is to be tried again with a person who was not there before, or when it goes on:
 * the keyring is locked. */
static gboolean
waits_for_keyring (LineupGuideSync *self, const GError *error)
{
  return g_error_matches (error, LINEUP_ERROR, LINEUP_ERROR_KEYRING_LOCKED)
         && (self->holding || (self->attended && !self->asks));
}

static void
end_source (LineupGuideSync *self, const LineupStepReport *report)
{
  self->is_unmatched = self->is_unmatched || lineup_guide_fetch_has_names (self->fetch);
  g_ptr_array_add (self->reports, lineup_step_report_copy (report));
  self->programmes += report->seen;
  self->bytes += report->bytes;
  self->figures = (LineupListFigures){ .length = -1 };
  lineup_guide_progress_end (&self->progress);
  log_step (self, report);
}

static void
on_source_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupGuideSync *self = g_task_get_source_object (task);
  g_autoptr (LineupStep) step = g_object_ref (LINEUP_STEP (source));
  g_autoptr (GError) error = NULL;

  lineup_step_run_finish (step, result, &error);
  lineup_clock_clear_source (&self->progress_source);
  g_clear_object (&self->step);
  if (was_given_up (self, task, error) || waits_for_keyring (self, error))
    {
      g_queue_push_head (&self->sources, g_strdup (self->source));
      self->figures = (LineupListFigures){ .length = -1 };
    }
  else
    {
      end_source (self, lineup_step_get_report (step));
      if (!lineup_error_is_cancelled (error))
        emit_progress (self);
    }
  g_clear_object (&self->fetch);
  go_further (g_steal_pointer (&task));
}

static void
read_next (GTask *owned_task)
{
  LineupGuideSync *self = g_task_get_source_object (owned_task);
  const LineupLogContext context = { .account = self->account, .job = self->job };
  LineupStepReport *report = NULL;

  advance (self, LINEUP_GUIDE_EVENT_READ);
  g_free (self->source);
  self->source = g_queue_pop_head (&self->sources);
  self->asks = self->attended;
  self->fetch = lineup_guide_fetch_new (self->source,
                                        self->asks ? LINEUP_SYNC_PATIENCE : 0,
                                        self->opener,
                                        self->guide,
                                        self->plan,
                                        self->clock,
                                        self->flags);
  report = lineup_step_report_new_for_source (self->source, LINEUP_OUTCOME_FAILED);
  report->began = (guint64)lineup_clock_get_seconds (self->clock);
  self->step = lineup_step_new (
      LINEUP_FETCH (self->fetch), report, self->clock, LINEUP_RETRY_POLICY_MAX_ATTEMPTS, &context);
  lineup_step_set_turn (self->step, self->provider != NULL ? self->turn : NULL, self->provider);
  lineup_guide_progress_begin (&self->progress, get_expected (self, self->source));
  emit_progress (self);
  self->progress_source = lineup_clock_add_timeout (
      self->clock, LINEUP_SYNC_PROGRESS_INTERVAL, on_progress_due, self);
  lineup_step_run_async (
      self->step, renew_cancellable (self, owned_task), on_source_read, owned_task);
}

/* What follows them. */

static void
on_matched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupGuideSync *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  self->is_unmatched = !lineup_guide_matching_run_finish (self->matching, result, &error);
  if (error == NULL || was_given_up (self, task, error))
    go_further (g_steal_pointer (&task));
  else
    end (g_steal_pointer (&task), error);
}

static void
match (GTask *owned_task)
{
  LineupGuideSync *self = g_task_get_source_object (owned_task);

  advance (self, LINEUP_GUIDE_EVENT_MATCH);
  lineup_guide_matching_run_async (
      self->matching, renew_cancellable (self, owned_task), on_matched, owned_task);
}

static void
on_expired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupGuideSync *self = g_task_get_source_object (task);
  const LineupLogContext context = { .account = self->account, .job = self->job };
  g_autoptr (GError) error = NULL;

  lineup_guide_job_finish (LINEUP_GUIDE (source), result, &error);
  self->is_expired = !lineup_error_is_cancelled (error);
  if (error != NULL && self->is_expired)
    lineup_log (G_LOG_LEVEL_WARNING, &context, error, "what is past can't be taken away");
  if (self->is_expired || was_given_up (self, task, error))
    go_further (g_steal_pointer (&task));
  else
    end (g_steal_pointer (&task), error);
}

static void
expire (GTask *owned_task)
{
  LineupGuideSync *self = g_task_get_source_object (owned_task);

  advance (self, LINEUP_GUIDE_EVENT_EXPIRE);
  lineup_guide_expire_async (self->guide,
                             lineup_clock_get_seconds (self->clock),
                             renew_cancellable (self, owned_task),
                             on_expired,
                             owned_task);
}

/* What comes next: what was read is matched before the next source is. */
static void
go_further (GTask *owned_task)
{
  g_autoptr (GTask) task = owned_task;
  LineupGuideSync *self = g_task_get_source_object (task);
  const gboolean has_sources = !g_queue_is_empty (&self->sources);
  const gboolean has_guide = lineup_guide_get_totals (self->guide)->generation > 0;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    end (g_steal_pointer (&task), error);
  else if (self->holding && (has_sources || self->is_unmatched || !self->is_expired))
    {
      self->held = g_steal_pointer (&task);
      advance (self, LINEUP_GUIDE_EVENT_HOLD);
    }
  else if (has_guide && self->is_unmatched && (self->reports->len > 0 || !has_sources))
    match (g_steal_pointer (&task));
  else if (has_sources)
    read_next (g_steal_pointer (&task));
  else if (has_guide && !self->is_expired)
    expire (g_steal_pointer (&task));
  else
    end (g_steal_pointer (&task), NULL);
}

/* What comes before them. */

/* The sources that are enabled, or those of them that were asked for. */
static void
list_sources (LineupGuideSync *self)
{
  for (guint i = 0; i < lineup_match_plan_get_n_sources (self->plan); i++)
    {
      gint64 shift = 0;
      const char *source = lineup_match_plan_get_source (self->plan, i, &shift);

      if (self->wanted != NULL && !g_strv_contains ((const char *const *)self->wanted, source))
        continue;
      g_queue_push_tail (&self->sources, g_strdup (source));
      lineup_guide_progress_add (&self->progress, get_expected (self, source));
    }
  self->n_sources = g_queue_get_length (&self->sources);
  self->has_plan = TRUE;
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LineupGuideSync *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->plan, lineup_match_plan_unref);
  self->plan = lineup_guide_matching_make_plan_finish (self->matching, result, &error);
  if (self->plan != NULL && !self->has_plan)
    list_sources (self);
  if (self->plan != NULL || was_given_up (self, task, error))
    go_further (g_steal_pointer (&task));
  else
    end (g_steal_pointer (&task), error);
}

static void
plan (GTask *owned_task)
{
  LineupGuideSync *self = g_task_get_source_object (owned_task);

  advance (self, LINEUP_GUIDE_EVENT_PLAN);
  lineup_guide_matching_make_plan_async (
      self->matching, renew_cancellable (self, owned_task), on_planned, owned_task);
}

/* As a job. */

static void
lineup_guide_sync_get_facts (LineupJob *job, LineupJobFacts *facts)
{
  LineupGuideSync *self = LINEUP_GUIDE_SYNC (job);
  const gint64 until = lineup_guide_phase_is_over (self->phase)
                           ? self->ended
                           : lineup_clock_get_monotonic_time (self->clock);

  facts->account = self->account;
  facts->id = self->job;
  facts->status = self->status;
  facts->percentage = self->progress.percentage;
  facts->duration_ms = (guint64)(until - self->started) / 1000;
  facts->has_begun = self->phase != LINEUP_GUIDE_PHASE_NEW;
  facts->is_cancelled = self->phase == LINEUP_GUIDE_PHASE_CANCELLED;
  for (guint i = 0; i < self->reports->len; i++)
    facts->has_source |= ((const LineupStepReport *)self->reports->pdata[i])->http_status != 0;
}

static void
lineup_guide_sync_set_attended (LineupJob *job, gboolean attended)
{
  LINEUP_GUIDE_SYNC (job)->attended = attended;
}

static void
lineup_guide_sync_set_turn (LineupJob *job, LineupTurn *turn)
{
  g_set_object (&LINEUP_GUIDE_SYNC (job)->turn, turn);
}

static void
lineup_guide_sync_hold (LineupJob *job)
{
  LINEUP_GUIDE_SYNC (job)->holding = TRUE;
}

static void
lineup_guide_sync_step_aside (LineupJob *job)
{
  LineupGuideSync *self = LINEUP_GUIDE_SYNC (job);

  self->holding = TRUE;
  if (self->current != NULL)
    g_cancellable_cancel (self->current);
}

/* The catalogue may be another one since. */
static void
lineup_guide_sync_go_on (LineupJob *job)
{
  LineupGuideSync *self = LINEUP_GUIDE_SYNC (job);

  self->holding = FALSE;
  if (self->phase == LINEUP_GUIDE_PHASE_HELD)
    plan (g_steal_pointer (&self->held));
}

static void
lineup_guide_sync_run_async (LineupJob *job,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  LineupGuideSync *self = LINEUP_GUIDE_SYNC (job);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* A sync whose last source was committed before the cancellation is complete. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lineup_guide_sync_run_async);
  self->cancel_handler = g_signal_connect_object (
      cancellable, "cancelled", G_CALLBACK (on_cancelled), self, G_CONNECT_SWAPPED);
  plan (task);
}

static gboolean
lineup_guide_sync_run_finish (LineupJob *job, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, job), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lineup_guide_sync_iface_init (LineupJobInterface *iface)
{
  iface->noun = "guide sync";
  iface->get_facts = lineup_guide_sync_get_facts;
  iface->set_attended = lineup_guide_sync_set_attended;
  iface->set_turn = lineup_guide_sync_set_turn;
  iface->hold = lineup_guide_sync_hold;
  iface->step_aside = lineup_guide_sync_step_aside;
  iface->go_on = lineup_guide_sync_go_on;
  iface->run_async = lineup_guide_sync_run_async;
  iface->run_finish = lineup_guide_sync_run_finish;
}

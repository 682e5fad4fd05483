/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-guide.h"

#include "lineup-guide-memory.h"

struct _LineupAccountGuide
{
  GObject parent_instance;

  char *account;                  /* (owned) */
  LineupSourceProvider *provider; /* (unowned): outlives this object */
  LineupGuideOpener *opener;      /* (owned) */
  LineupGuide *guide;             /* (owned) */
  LineupGuideMatching *matching;  /* (owned) */
  LineupClock *clock;             /* (owned) */
  LineupJobCounter *jobs;         /* (owned) */

  LineupGuideMemory *memory; /* (owned): of the last sync that ended */
  LineupJobRunner *runner;   /* (owned): has the sync that runs or waits */
  guint64 catalogue_sync;    /* Unix seconds when the last one of the catalogue has ended */
  gboolean is_wanted;        /* something is that was not read */
  gboolean enabled;
  gboolean auto_sync;
};

enum
{
  PROP_ENABLED = 1,
  PROP_AUTO_SYNC,
  PROP_STATUS,
  PROP_WAITING,
  PROP_JOB,
  PROP_PERCENTAGE,
  PROP_LAST_SYNC,
  N_PROPERTIES,
};

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS,
};

#define FLAGS (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void lineup_account_guide_iface_init (LineupScheduledInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupAccountGuide,
                               lineup_account_guide,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SCHEDULED,
                                                      lineup_account_guide_iface_init))

static const LineupJobRecord *
get_record (LineupAccountGuide *self)
{
  return &lineup_guide_memory_get_state (self->memory)->record;
}

static void
notify (LineupAccountGuide *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_from (LineupAccountGuide *self, guint first, guint last)
{
  for (guint i = first; i <= last; i++)
    notify (self, i);
}

static void
lineup_account_guide_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  LineupAccountGuide *self = LINEUP_ACCOUNT_GUIDE (object);
  const LineupJobRecord *record = get_record (self);
  LineupJob *job = lineup_job_runner_get_job (self->runner);
  LineupJobFacts facts = { .id = record->job, .percentage = record->percentage };

  if (job != NULL)
    facts = lineup_job_get_facts (job);
  switch (property_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_AUTO_SYNC:
      g_value_set_boolean (value, self->auto_sync);
      break;
    case PROP_STATUS:
      g_value_set_enum (value, (int)lineup_job_runner_get_status (self->runner));
      break;
    case PROP_WAITING:
      g_value_set_enum (value, (int)lineup_job_runner_get_waiting (self->runner));
      break;
    case PROP_JOB:
      g_value_set_uint64 (value, facts.id);
      break;
    case PROP_PERCENTAGE:
      g_value_set_uint (value, facts.percentage);
      break;
    case PROP_LAST_SYNC:
      g_value_set_uint64 (value, record->last_sync);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_account_guide_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  LineupAccountGuide *self = LINEUP_ACCOUNT_GUIDE (object);

  switch (property_id)
    {
    case PROP_ENABLED:
      self->enabled = g_value_get_boolean (value);
      lineup_job_runner_set_enabled (self->runner, self->enabled);
      break;
    case PROP_AUTO_SYNC:
      self->auto_sync = g_value_get_boolean (value);
      lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_account_guide_finalize (GObject *object)
{
  LineupAccountGuide *self = LINEUP_ACCOUNT_GUIDE (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->runner);
  g_clear_object (&self->memory);
  g_clear_object (&self->opener);
  g_clear_object (&self->guide);
  g_clear_object (&self->matching);
  g_clear_object (&self->clock);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (lineup_account_guide_parent_class)->finalize (object);
}

static void
lineup_account_guide_class_init (LineupAccountGuideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_account_guide_get_property;
  object_class->set_property = lineup_account_guide_set_property;
  object_class->finalize = lineup_account_guide_finalize;

  properties[PROP_ENABLED] = g_param_spec_boolean (
      "enabled", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AUTO_SYNC] = g_param_spec_boolean (
      "auto-sync", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] = g_param_spec_enum (
      "status", NULL, NULL, LINEUP_TYPE_SYNC_STATUS, LINEUP_SYNC_STATUS_PENDING, FLAGS);
  properties[PROP_WAITING] = g_param_spec_enum (
      "waiting", NULL, NULL, LINEUP_TYPE_OBSTACLE, LINEUP_OBSTACLE_NONE, FLAGS);
  properties[PROP_JOB] = g_param_spec_uint64 ("job", NULL, NULL, 0, G_MAXUINT64, 0, FLAGS);
  properties[PROP_PERCENTAGE] = g_param_spec_uint ("percentage", NULL, NULL, 0, 100, 0, FLAGS);
  properties[PROP_LAST_SYNC] = g_param_spec_uint64 (
      "last-sync", NULL, NULL, 0, G_MAXUINT64, 0, FLAGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           5,
                                           LINEUP_TYPE_GUIDE_SYNC,
                                           G_TYPE_UINT,
                                           G_TYPE_STRING,
                                           G_TYPE_UINT64,
                                           G_TYPE_UINT64);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           LINEUP_TYPE_GUIDE_SYNC);
}

static void
lineup_account_guide_init (LineupAccountGuide *self)
{
  self->enabled = TRUE;
}

static void on_changed (LineupAccountGuide *self, guint phase);
static void on_over (LineupAccountGuide *self, LineupJob *job);

LineupAccountGuide *
lineup_account_guide_new (const char *account,
                          LineupStateFile *file,
                          LineupSourceProvider *provider,
                          const LineupGuideSyncParts *parts,
                          LineupHosts *hosts,
                          LineupJobCounter *jobs)
{
  LineupAccountGuide *self = g_object_new (LINEUP_TYPE_ACCOUNT_GUIDE, NULL);

  self->account = g_strdup (account);
  self->provider = provider;
  self->opener = g_object_ref (parts->opener);
  self->guide = g_object_ref (parts->guide);
  self->matching = g_object_ref (parts->matching);
  self->clock = g_object_ref (parts->clock);
  self->jobs = g_object_ref (jobs);
  self->memory = lineup_guide_memory_new (account, file);
  self->runner = lineup_job_runner_new (LINEUP_JOB_MEMORY (self->memory), hosts, "guide sync");
  g_signal_connect_object (
      self->runner, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "over", G_CALLBACK (on_over), self, G_CONNECT_SWAPPED);
  return self;
}

LineupJobRunner *
lineup_account_guide_get_runner (LineupAccountGuide *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_GUIDE (self), NULL);

  return self->runner;
}

const LineupGuideState *
lineup_account_guide_get_state (LineupAccountGuide *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_GUIDE (self), NULL);

  return lineup_guide_memory_get_state (self->memory);
}

void
lineup_account_guide_note_catalogue (LineupAccountGuide *self, guint64 last_sync)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_GUIDE (self));

  self->catalogue_sync = last_sync;
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

void
lineup_account_guide_want (LineupAccountGuide *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_GUIDE (self));

  self->is_wanted = TRUE;
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

void
lineup_account_guide_reset (LineupAccountGuide *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_GUIDE (self));
  g_return_if_fail (lineup_job_runner_get_job (self->runner) == NULL);

  lineup_guide_memory_reset (self->memory);
  self->is_wanted = FALSE;
  notify_from (self, PROP_STATUS, PROP_LAST_SYNC);
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

/* The course of a sync. */

static void
on_progress (LineupGuideSync *sync,
             guint percentage,
             const char *source,
             guint64 programmes,
             guint64 bytes,
             gpointer user_data)
{
  LineupAccountGuide *self = user_data;

  notify (self, PROP_PERCENTAGE);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, sync, percentage, source, programmes, bytes);
}

static void
on_over (LineupAccountGuide *self, LineupJob *job)
{
  notify_from (self, PROP_STATUS, PROP_LAST_SYNC);
  lineup_scheduled_emit_ended (LINEUP_SCHEDULED (self), job);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, job);
  /* As begin() has taken it. */
  g_object_unref (self);
}

/* What is wanted from now on, this one may have passed already. */
static void
on_changed (LineupAccountGuide *self, guint phase)
{
  notify (self, PROP_STATUS);
  notify (self, PROP_WAITING);
  if (phase != LINEUP_COURSE_PHASE_NOTING)
    return;
  self->is_wanted = FALSE;
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

/* A sync keeps this until it is over. */
static void
begin (LineupAccountGuide *self, const LineupGuideSyncOptions *options, gboolean attended)
{
  const LineupGuideSyncParts parts = {
    self->opener, self->guide, self->matching, self->clock, self->provider,
  };
  g_autoptr (LineupGuideSync) sync = lineup_guide_sync_new (
      self->account,
      lineup_job_counter_next (self->jobs),
      options,
      &parts,
      lineup_guide_memory_get_state (self->memory));

  g_signal_connect_object (sync, "progress", G_CALLBACK (on_progress), self, 0);
  g_object_ref (self);
  lineup_job_runner_begin (
      self->runner, LINEUP_JOB (sync), lineup_source_provider_get_host (self->provider), attended);
  notify_from (self, PROP_STATUS, PROP_PERCENTAGE);
}

static gboolean
start (LineupAccountGuide *self,
       const LineupGuideSyncOptions *options,
       gboolean attended,
       guint64 *job,
       GError **error)
{
  if (!lineup_job_runner_may_run (self->runner, error))
    return FALSE;
  if (lineup_job_runner_get_job (self->runner) == NULL)
    begin (self, options, attended);
  else if (attended)
    lineup_job_runner_attend (self->runner);
  *job = lineup_job_get_facts (lineup_job_runner_get_job (self->runner)).id;
  return TRUE;
}

gboolean
lineup_account_guide_start (LineupAccountGuide *self,
                            const LineupGuideSyncOptions *options,
                            guint64 *job,
                            GError **error)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_GUIDE (self), FALSE);

  return start (self, options, TRUE, job, error);
}

/* As a schedule sees them. */

static LineupJobRunner *
get_runner (LineupScheduled *scheduled)
{
  return LINEUP_ACCOUNT_GUIDE (scheduled)->runner;
}

static const char *
get_host (LineupScheduled *scheduled)
{
  return lineup_source_provider_get_host (LINEUP_ACCOUNT_GUIDE (scheduled)->provider);
}

/* What is known of a guide's end says nothing of one that there is not. */
static gint64
get_horizon (LineupAccountGuide *self)
{
  const LineupGuideTotals *totals = lineup_guide_get_totals (self->guide);

  if (totals->programmes == 0)
    return LINEUP_SCHEDULED_NEVER;
  return MAX (totals->last - LINEUP_ACCOUNT_GUIDE_HORIZON,
              (gint64)get_record (self)->last_attempt + LINEUP_ACCOUNT_GUIDE_MIN_INTERVAL);
}

/* What follows a sync of the catalogue is due then, whatever became of the one before: the panel
 * answers. */
static gint64
get_due (LineupScheduled *scheduled, guint interval)
{
  LineupAccountGuide *self = LINEUP_ACCOUNT_GUIDE (scheduled);
  LineupScheduleFacts facts = { .interval = interval };

  lineup_job_runner_get_facts (self->runner, &facts);
  if (self->catalogue_sync == 0)
    return LINEUP_SCHEDULED_NEVER;
  if (self->catalogue_sync > facts.last_attempt)
    return (gint64)self->catalogue_sync;
  if (self->is_wanted)
    return (gint64)facts.last_attempt;
  if (!self->auto_sync)
    return LINEUP_SCHEDULED_NEVER;
  if (facts.failures > 0 || facts.interrupted || facts.refused)
    return lineup_schedule_get_due (&facts);
  return get_horizon (self);
}

static gboolean
start_scheduled (LineupScheduled *scheduled, GError **error)
{
  const LineupGuideSyncOptions options = { NULL, LINEUP_IMPORT_NONE };
  guint64 job = 0;

  return start (LINEUP_ACCOUNT_GUIDE (scheduled), &options, FALSE, &job, error);
}

static void
set_obstacle (LineupScheduled *scheduled, LineupObstacle obstacle, gboolean due)
{
  LineupAccountGuide *self = LINEUP_ACCOUNT_GUIDE (scheduled);

  lineup_job_runner_set_obstacle (self->runner, obstacle, due);
  notify (self, PROP_WAITING);
}

static void
check_time (LineupScheduled *scheduled)
{
  LineupAccountGuide *self = LINEUP_ACCOUNT_GUIDE (scheduled);

  if (lineup_job_runner_check_time (self->runner))
    lineup_scheduled_emit_moved (scheduled);
}

static void
lineup_account_guide_iface_init (LineupScheduledInterface *iface)
{
  iface->get_runner = get_runner;
  iface->get_host = get_host;
  iface->get_due = get_due;
  iface->start = start_scheduled;
  iface->set_obstacle = set_obstacle;
  iface->check_time = check_time;
}

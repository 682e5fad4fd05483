/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-sync.h"

#include "lineup-host-verdict.h"
#include "lineup-log.h"
#include "lineup-sync-memory.h"

struct _LineupAccountSync
{
  GObject parent_instance;

  char *account;                  /* (owned) */
  LineupSourceProvider *provider; /* (unowned): owns this object */
  LineupCatalogue *catalogue;     /* (owned) */
  LineupHosts *hosts;             /* (owned) */
  LineupJobCounter *jobs;         /* (owned) */

  LineupSyncMemory *memory; /* (owned): of the last sync that ended */
  LineupJobRunner *runner;  /* (owned): has the sync that runs or waits */
  gboolean enabled;
  gboolean is_wanted; /* there is something that was not read */
};

enum
{
  PROP_ENABLED = 1,
  PROP_STATUS,
  PROP_WAITING,
  PROP_JOB,
  PROP_PERCENTAGE,
  PROP_STEP,
  PROP_STEPS,
  PROP_LAST_ATTEMPT,
  PROP_LAST_SYNC,
  PROP_ACCOUNT_STATUS,
  PROP_EXPIRES,
  PROP_MAX_CONNECTIONS,
  PROP_MOVED_TO,
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

static void lineup_account_sync_iface_init (LineupScheduledInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LineupAccountSync,
                               lineup_account_sync,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LINEUP_TYPE_SCHEDULED,
                                                      lineup_account_sync_iface_init))

/* What the properties show: of the running sync, else of the last. */

const LineupSyncState *
lineup_account_sync_get_state (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return lineup_sync_memory_get_state (self->memory);
}

static LineupSync *
get_sync (LineupAccountSync *self)
{
  LineupJob *job = lineup_job_runner_get_job (self->runner);

  return job != NULL ? LINEUP_SYNC (job) : NULL;
}

const char *
lineup_account_sync_get_account (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return self->account;
}

GPtrArray *
lineup_account_sync_get_steps (LineupAccountSync *self)
{
  LineupSync *sync = NULL;

  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  sync = get_sync (self);
  return sync != NULL ? lineup_sync_get_reports (sync)
                      : lineup_account_sync_get_state (self)->reports;
}

gboolean
lineup_account_sync_is_running (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), FALSE);

  return get_sync (self) != NULL;
}

static void
notify (LineupAccountSync *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
lineup_account_sync_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (object);
  const LineupSyncState *state = lineup_account_sync_get_state (self);
  LineupSync *sync = get_sync (self);

  switch (property_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_STATUS:
      g_value_set_enum (value, (int)lineup_job_runner_get_status (self->runner));
      break;
    case PROP_WAITING:
      g_value_set_enum (value, (int)lineup_job_runner_get_waiting (self->runner));
      break;
    case PROP_JOB:
      g_value_set_uint64 (value, sync != NULL ? lineup_sync_get_job (sync) : state->record.job);
      break;
    case PROP_PERCENTAGE:
      g_value_set_uint (
          value, sync != NULL ? lineup_sync_get_percentage (sync) : state->record.percentage);
      break;
    case PROP_STEP:
      g_value_set_enum (value, (int)(sync != NULL ? lineup_sync_get_step (sync) : state->step));
      break;
    case PROP_STEPS:
      g_value_set_boxed (value, lineup_account_sync_get_steps (self));
      break;
    case PROP_LAST_ATTEMPT:
      g_value_set_uint64 (value, state->record.last_attempt);
      break;
    case PROP_LAST_SYNC:
      g_value_set_uint64 (value, state->record.last_sync);
      break;
    case PROP_ACCOUNT_STATUS:
      g_value_set_enum (value, (int)state->account_status);
      break;
    case PROP_EXPIRES:
      g_value_set_uint64 (value, state->expires);
      break;
    case PROP_MAX_CONNECTIONS:
      g_value_set_uint (value, state->max_connections);
      break;
    case PROP_MOVED_TO:
      g_value_set_string (value, state->moved_to != NULL ? state->moved_to : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lineup_account_sync_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (object);

  /* The only one that others set. */
  g_return_if_fail (property_id == PROP_ENABLED);

  self->enabled = g_value_get_boolean (value);
  lineup_job_runner_set_enabled (self->runner, self->enabled);
}

static void
lineup_account_sync_finalize (GObject *object)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (object);

  g_clear_pointer (&self->account, g_free);
  g_clear_object (&self->runner);
  g_clear_object (&self->memory);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->hosts);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (lineup_account_sync_parent_class)->finalize (object);
}

/* The first value of each is what holds as long as nothing is known. */
static GParamSpec *
make_enum_spec (const char *name, GType type)
{
  return g_param_spec_enum (name, NULL, NULL, type, 0, FLAGS);
}

static GParamSpec *
make_number_spec (const char *name)
{
  return g_param_spec_uint64 (name, NULL, NULL, 0, G_MAXUINT64, 0, FLAGS);
}

static void
lineup_account_sync_class_init (LineupAccountSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lineup_account_sync_get_property;
  object_class->set_property = lineup_account_sync_set_property;
  object_class->finalize = lineup_account_sync_finalize;

  properties[PROP_ENABLED] = g_param_spec_boolean (
      "enabled", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] = make_enum_spec ("status", LINEUP_TYPE_SYNC_STATUS);
  properties[PROP_WAITING] = make_enum_spec ("waiting", LINEUP_TYPE_OBSTACLE);
  properties[PROP_JOB] = make_number_spec ("job");
  properties[PROP_PERCENTAGE] = g_param_spec_uint ("percentage", NULL, NULL, 0, 100, 0, FLAGS);
  properties[PROP_STEP] = g_param_spec_enum (
      "step", NULL, NULL, LINEUP_TYPE_LIST, LINEUP_LIST_NONE, FLAGS);
  properties[PROP_STEPS] = g_param_spec_boxed ("steps", NULL, NULL, G_TYPE_PTR_ARRAY, FLAGS);
  properties[PROP_LAST_ATTEMPT] = make_number_spec ("last-attempt");
  properties[PROP_LAST_SYNC] = make_number_spec ("last-sync");
  properties[PROP_ACCOUNT_STATUS] = make_enum_spec ("account-status", LINEUP_TYPE_ACCOUNT_STATUS);
  properties[PROP_EXPIRES] = make_number_spec ("expires");
  properties[PROP_MAX_CONNECTIONS] = g_param_spec_uint (
      "max-connections", NULL, NULL, 0, G_MAXUINT, 0, FLAGS);
  properties[PROP_MOVED_TO] = g_param_spec_string ("moved-to", NULL, NULL, "", FLAGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           4,
                                           LINEUP_TYPE_SYNC,
                                           G_TYPE_UINT,
                                           G_TYPE_UINT,
                                           G_TYPE_POINTER);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           1,
                                           LINEUP_TYPE_SYNC);
}

static void
lineup_account_sync_init (LineupAccountSync *self)
{
  self->enabled = TRUE;
}

static void
on_generation_changed (LineupAccountSync *self)
{
  lineup_sync_memory_set_generation (self->memory,
                                     lineup_catalogue_get_generation (self->catalogue));
}

static void on_changed (LineupAccountSync *self, guint phase);
static void on_over (LineupAccountSync *self, LineupJob *job);

LineupAccountSync *
lineup_account_sync_new (const char *account,
                         LineupStateFile *file,
                         LineupSourceProvider *provider,
                         LineupCatalogue *catalogue,
                         LineupHosts *hosts,
                         LineupJobCounter *jobs)
{
  LineupAccountSync *self = g_object_new (LINEUP_TYPE_ACCOUNT_SYNC, NULL);

  self->account = g_strdup (account);
  self->memory = lineup_sync_memory_new (account, file);
  self->provider = provider;
  self->catalogue = g_object_ref (catalogue);
  self->hosts = g_object_ref (hosts);
  self->jobs = g_object_ref (jobs);
  self->runner = lineup_job_runner_new (LINEUP_JOB_MEMORY (self->memory), hosts, "sync");
  g_signal_connect_object (
      self->runner, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "over", G_CALLBACK (on_over), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      catalogue, "notify::generation", G_CALLBACK (on_generation_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/* Once, although each request is redirected. */
static void
tell_move (LineupAccountSync *self, const char *moved_to)
{
  const LineupLogContext context = { .account = self->account };

  if (moved_to != NULL && g_strcmp0 (moved_to, lineup_account_sync_get_state (self)->moved_to) != 0)
    lineup_log (G_LOG_LEVEL_MESSAGE,
                &context,
                NULL,
                "its panel redirects for good to %s, which is asked; the settings stay as they are",
                moved_to);
}

void
lineup_account_sync_take_account_info (LineupAccountSync *self, const LineupAccountInfo *info)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  tell_move (self, info->moved_to);
  lineup_sync_memory_take_account_info (self->memory, info);
  notify (self, PROP_ACCOUNT_STATUS);
  notify (self, PROP_EXPIRES);
  notify (self, PROP_MAX_CONNECTIONS);
  notify (self, PROP_MOVED_TO);
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

void
lineup_account_sync_set_server (LineupAccountSync *self, const char *origin, guint64 until)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  lineup_sync_memory_set_server (self->memory, origin, until);
  /* What waits for one host may go ahead at another. */
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

void
lineup_account_sync_reset (LineupAccountSync *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self) && get_sync (self) == NULL);

  lineup_sync_memory_reset (self->memory);
  for (guint i = PROP_STATUS; i < N_PROPERTIES; i++)
    notify (self, i);
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

void
lineup_account_sync_want (LineupAccountSync *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  self->is_wanted = TRUE;
  lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
}

/* The course of a sync. */

static void
on_progress (LineupSync *sync, guint percentage, guint list, gpointer figures, gpointer user_data)
{
  LineupAccountSync *self = user_data;

  notify (self, PROP_PERCENTAGE);
  notify (self, PROP_STEP);
  notify (self, PROP_STEPS);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, sync, percentage, list, figures);
}

static void
on_over (LineupAccountSync *self, LineupJob *job)
{
  for (guint i = PROP_STATUS; i <= PROP_LAST_SYNC; i++)
    notify (self, i);
  lineup_scheduled_emit_ended (LINEUP_SCHEDULED (self), job);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, job);
  /* As begin() has taken it. */
  g_object_unref (self);
}

static void
on_changed (LineupAccountSync *self, guint phase)
{
  notify (self, PROP_STATUS);
  notify (self, PROP_WAITING);
  if (phase == LINEUP_COURSE_PHASE_NOTING)
    {
      /* What is wanted from now on, this one may have passed already. */
      self->is_wanted = FALSE;
      notify (self, PROP_LAST_ATTEMPT);
      lineup_scheduled_emit_moved (LINEUP_SCHEDULED (self));
    }
}

/* A sync keeps this until it is over. */
static void
begin (LineupAccountSync *self, const LineupSyncOptions *options, gboolean attended)
{
  g_autoptr (LineupSync) sync = lineup_sync_new (self->account,
                                                 lineup_job_counter_next (self->jobs),
                                                 options,
                                                 self->provider,
                                                 self->catalogue,
                                                 lineup_hosts_get_clock (self->hosts));

  g_signal_connect_object (
      sync, "account", G_CALLBACK (lineup_account_sync_take_account_info), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "progress", G_CALLBACK (on_progress), self, 0);
  g_object_ref (self);
  lineup_job_runner_begin (
      self->runner, LINEUP_JOB (sync), lineup_source_provider_get_host (self->provider), attended);
  for (guint i = PROP_STATUS; i <= PROP_STEPS; i++)
    notify (self, i);
}

static gboolean
start (LineupAccountSync *self,
       const LineupSyncOptions *options,
       gboolean attended,
       guint64 *job,
       GError **error)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), FALSE);

  if (!lineup_job_runner_may_run (self->runner, error))
    return FALSE;
  if (get_sync (self) == NULL)
    begin (self, options, attended);
  else if (attended)
    lineup_job_runner_attend (self->runner);
  *job = lineup_sync_get_job (get_sync (self));
  return TRUE;
}

gboolean
lineup_account_sync_start (LineupAccountSync *self,
                           const LineupSyncOptions *options,
                           guint64 *job,
                           GError **error)
{
  return start (self, options, TRUE, job, error);
}

LineupJobRunner *
lineup_account_sync_get_runner (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return self->runner;
}

/* As a schedule sees them. */

static LineupJobRunner *
get_runner (LineupScheduled *scheduled)
{
  return LINEUP_ACCOUNT_SYNC (scheduled)->runner;
}

static const char *
get_host (LineupScheduled *scheduled)
{
  return lineup_source_provider_get_host (LINEUP_ACCOUNT_SYNC (scheduled)->provider);
}

static gint64
get_due (LineupScheduled *scheduled, guint interval)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (scheduled);
  LineupScheduleFacts facts = { .interval = interval };

  lineup_job_runner_get_facts (self->runner, &facts);
  return self->is_wanted ? (gint64)facts.last_attempt : lineup_schedule_get_due (&facts);
}

static gboolean
start_scheduled (LineupScheduled *scheduled, GError **error)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  guint64 job = 0;

  return start (LINEUP_ACCOUNT_SYNC (scheduled), &options, FALSE, &job, error);
}

static void
set_obstacle (LineupScheduled *scheduled, LineupObstacle obstacle, gboolean due)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (scheduled);

  lineup_job_runner_set_obstacle (self->runner, obstacle, due);
  notify (self, PROP_WAITING);
}

static void
check_time (LineupScheduled *scheduled)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (scheduled);

  if (!lineup_job_runner_check_time (self->runner))
    return;
  notify (self, PROP_LAST_ATTEMPT);
  lineup_scheduled_emit_moved (scheduled);
}

static LineupHostVerdict
judge (LineupScheduled *scheduled, LineupJob *job)
{
  return lineup_host_verdict_of_sync (LINEUP_SYNC (job));
}

static void
lineup_account_sync_iface_init (LineupScheduledInterface *iface)
{
  iface->get_runner = get_runner;
  iface->get_host = get_host;
  iface->get_due = get_due;
  iface->start = start_scheduled;
  iface->set_obstacle = set_obstacle;
  iface->check_time = check_time;
  iface->judge = judge;
}

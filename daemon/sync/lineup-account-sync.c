/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lineup-account-sync.h"

#include "lineup-error.h"
#include "lineup-sync-course.h"
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
  LineupSyncCourse *course; /* (owned) (nullable): of the sync that runs or waits */
  LineupObstacle obstacle;
  gboolean due; /* a scheduled sync would begin now, but for @obstacle */
  gboolean enabled;
  gboolean stopped;
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

G_DEFINE_FINAL_TYPE (LineupAccountSync, lineup_account_sync, G_TYPE_OBJECT)

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
  return self->course != NULL ? lineup_sync_course_get_sync (self->course) : NULL;
}

static LineupCoursePhase
get_phase (LineupAccountSync *self)
{
  return self->course != NULL ? lineup_sync_course_get_phase (self->course)
                              : LINEUP_COURSE_PHASE_NONE;
}

static LineupSyncStatus
get_status (LineupAccountSync *self)
{
  return self->course != NULL && !lineup_course_phase_is_waiting (get_phase (self))
             ? LINEUP_SYNC_STATUS_SYNCING
             : lineup_account_sync_get_state (self)->status;
}

static LineupObstacle
get_waiting (LineupAccountSync *self)
{
  if (self->course == NULL)
    return self->due ? self->obstacle : LINEUP_OBSTACLE_NONE;
  if (get_phase (self) == LINEUP_COURSE_PHASE_PUT_OFF)
    return self->obstacle;
  return get_phase (self) == LINEUP_COURSE_PHASE_QUEUED ? LINEUP_OBSTACLE_QUEUE
                                                        : LINEUP_OBSTACLE_NONE;
}

const char *
lineup_account_sync_get_account (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return self->account;
}

const char *
lineup_account_sync_get_host (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return lineup_source_provider_get_host (self->provider);
}

GPtrArray *
lineup_account_sync_get_steps (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), NULL);

  return self->course != NULL ? lineup_sync_get_reports (get_sync (self))
                              : lineup_account_sync_get_state (self)->reports;
}

gboolean
lineup_account_sync_is_running (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), FALSE);

  return self->course != NULL;
}

gboolean
lineup_account_sync_is_put_off (LineupAccountSync *self)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), FALSE);

  return get_phase (self) == LINEUP_COURSE_PHASE_PUT_OFF;
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
      g_value_set_enum (value, (int)get_status (self));
      break;
    case PROP_WAITING:
      g_value_set_enum (value, (int)get_waiting (self));
      break;
    case PROP_JOB:
      g_value_set_uint64 (value, sync != NULL ? lineup_sync_get_job (sync) : state->job);
      break;
    case PROP_PERCENTAGE:
      g_value_set_uint (value,
                        sync != NULL ? lineup_sync_get_percentage (sync) : state->percentage);
      break;
    case PROP_STEP:
      g_value_set_enum (value, (int)(sync != NULL ? lineup_sync_get_step (sync) : state->step));
      break;
    case PROP_STEPS:
      g_value_set_boxed (value, lineup_account_sync_get_steps (self));
      break;
    case PROP_LAST_ATTEMPT:
      g_value_set_uint64 (value, state->last_attempt);
      break;
    case PROP_LAST_SYNC:
      g_value_set_uint64 (value, state->last_sync);
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
  if (!self->enabled && self->course != NULL)
    lineup_sync_course_cancel (self->course, NULL);
}

static void
lineup_account_sync_finalize (GObject *object)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (object);

  /* A course holds a reference until it is over. */
  g_assert (self->course == NULL);
  g_clear_pointer (&self->account, g_free);
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

static guint64
get_seconds (LineupAccountSync *self)
{
  return (guint64)lineup_clock_get_seconds (lineup_hosts_get_clock (self->hosts));
}

static void
on_generation_changed (LineupAccountSync *self)
{
  lineup_sync_memory_set_generation (self->memory,
                                     lineup_catalogue_get_generation (self->catalogue));
}

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
  g_signal_connect_object (
      catalogue, "notify::generation", G_CALLBACK (on_generation_changed), self, G_CONNECT_SWAPPED);
  return self;
}

void
lineup_account_sync_take_account_info (LineupAccountSync *self, const LineupAccountInfo *info)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  lineup_sync_memory_take_account_info (self->memory, info);
  notify (self, PROP_ACCOUNT_STATUS);
  notify (self, PROP_EXPIRES);
  notify (self, PROP_MAX_CONNECTIONS);
}

void
lineup_account_sync_reset (LineupAccountSync *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self) && self->course == NULL);

  lineup_sync_memory_reset (self->memory);
  for (guint i = PROP_STATUS; i < N_PROPERTIES; i++)
    notify (self, i);
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
on_over (LineupAccountSync *self)
{
  g_autoptr (LineupSyncCourse) course = g_steal_pointer (&self->course);

  for (guint i = PROP_STATUS; i <= PROP_LAST_SYNC; i++)
    notify (self, i);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, lineup_sync_course_get_sync (course));
}

static void
on_course_changed (LineupSyncCourse *course, gpointer user_data)
{
  LineupAccountSync *self = user_data;
  const LineupCoursePhase phase = lineup_sync_course_get_phase (course);

  if (phase == LINEUP_COURSE_PHASE_OVER)
    {
      on_over (self);
      return;
    }
  notify (self, PROP_STATUS);
  notify (self, PROP_WAITING);
  if (phase == LINEUP_COURSE_PHASE_NOTING)
    notify (self, PROP_LAST_ATTEMPT);
}

void
lineup_account_sync_set_obstacle (LineupAccountSync *self, LineupObstacle obstacle, gboolean due)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  self->obstacle = obstacle;
  self->due = due;
  notify (self, PROP_WAITING);
  if (self->course != NULL)
    lineup_sync_course_set_obstacle (self->course, obstacle);
}

/* The sync is there before anybody hears of it. */
static void
begin_course (LineupAccountSync *self, const LineupSyncOptions *options)
{
  g_autoptr (LineupSync) sync = lineup_sync_new (self->account,
                                                 lineup_job_counter_next (self->jobs),
                                                 options,
                                                 self->provider,
                                                 self->catalogue,
                                                 lineup_hosts_get_clock (self->hosts));

  self->course = lineup_sync_course_new (
      sync, lineup_source_provider_get_host (self->provider), self->hosts, self->memory);
  g_signal_connect_object (
      sync, "account", G_CALLBACK (lineup_account_sync_take_account_info), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "progress", G_CALLBACK (on_progress), self, 0);
  g_signal_connect_data (self->course,
                         "changed",
                         G_CALLBACK (on_course_changed),
                         g_object_ref (self),
                         (GClosureNotify)(void (*) (void))g_object_unref,
                         0);
}

static gboolean
start (LineupAccountSync *self,
       const LineupSyncOptions *options,
       gboolean attended,
       guint64 *job,
       GError **error)
{
  g_return_val_if_fail (LINEUP_IS_ACCOUNT_SYNC (self), FALSE);

  if (self->stopped)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_SHUTTING_DOWN, "lineupd is ending");
      return FALSE;
    }
  if (!self->enabled)
    {
      g_set_error (error, LINEUP_ERROR, LINEUP_ERROR_DISABLED, "The account is disabled");
      return FALSE;
    }
  if (self->course == NULL)
    {
      begin_course (self, options);
      lineup_sync_course_start (self->course, attended, self->obstacle);
      for (guint i = PROP_STATUS; i <= PROP_STEPS; i++)
        notify (self, i);
    }
  else if (attended)
    lineup_sync_course_attend (self->course);
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

gboolean
lineup_account_sync_start_scheduled (LineupAccountSync *self, GError **error)
{
  const LineupSyncOptions options = { .steps = LINEUP_SYNC_ALL_STEPS };
  guint64 job = 0;

  return start (self, &options, FALSE, &job, error);
}

void
lineup_account_sync_get_facts (LineupAccountSync *self, LineupScheduleFacts *facts)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  lineup_sync_memory_get_facts (self->memory, facts);
  facts->interrupted = facts->interrupted && self->course == NULL;
}

void
lineup_account_sync_check_time (LineupAccountSync *self)
{
  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  if (self->course == NULL && lineup_sync_memory_check_time (self->memory, get_seconds (self)))
    notify (self, PROP_LAST_ATTEMPT);
}

void
lineup_account_sync_cancel_async (LineupAccountSync *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_sync_cancel_async);
  if (self->course == NULL)
    {
      g_task_return_new_error (
          task, LINEUP_ERROR, LINEUP_ERROR_NOT_RUNNING, "No sync of this account is running");
      return;
    }
  lineup_sync_course_cancel (self->course, g_steal_pointer (&task));
}

gboolean
lineup_account_sync_cancel_finish (LineupAccountSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LineupAccountSync *self = LINEUP_ACCOUNT_SYNC (source);

  lineup_account_sync_cancel_finish (self, result, NULL); /* it is as well if none was running */
  lineup_sync_memory_flush (self->memory, user_data);
}

void
lineup_account_sync_stop_async (LineupAccountSync *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (LINEUP_IS_ACCOUNT_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lineup_account_sync_stop_async);
  self->stopped = TRUE;
  if (self->course != NULL)
    lineup_sync_course_expect_return (self->course);
  lineup_account_sync_cancel_async (self, g_task_get_cancellable (task), on_stopped, task);
}

gboolean
lineup_account_sync_stop_finish (LineupAccountSync *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
